import { acceptedCancelRequest, rejectedCancelRequest } from './cancel-request.ts';
import { customs } from './customs.ts';
import { delayedItem } from './delayed-item.ts';
import { missedScans } from './missed-scans.ts';
import { missingParcel } from './missing-parcel.ts';
import { outage } from './outage.ts';
import { pickupPoint } from './pickup-point.ts';
import type { Story } from './story.ts';
import { tooLate } from './too-late.ts';
import { withdrawal } from './withdrawal.ts';

/** All stories. A new order gets the first one that fits. */
export const stories: readonly Story[] = [
  delayedItem,
  missedScans,
  pickupPoint,
  customs,
  missingParcel,
  withdrawal,
  acceptedCancelRequest,
  rejectedCancelRequest,
  tooLate,
  outage,
];
