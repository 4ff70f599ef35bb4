import { customs } from './customs.ts';
import { forgetfulCourier } from './forgetful-courier.ts';
import { notThere } from './not-there.ts';
import { pickupPoint } from './pickup-point.ts';
import { twoItems } from './two-items.ts';
import type { Story } from './story.ts';

/** All stories; the first that fits is an order's own. */
export const STORIES: readonly Story[] = [twoItems, forgetfulCourier, pickupPoint, customs, notThere];
