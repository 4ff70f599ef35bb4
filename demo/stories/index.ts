import { customs } from './customs.ts';
import { missedScans } from './missed-scans.ts';
import { missingParcel } from './missing-parcel.ts';
import { pickupPoint } from './pickup-point.ts';
import { delayedItem } from './delayed-item.ts';
import type { Story } from './story.ts';

/** All stories. A new order gets the first one that fits. */
export const stories: readonly Story[] = [delayedItem, missedScans, pickupPoint, customs, missingParcel];
