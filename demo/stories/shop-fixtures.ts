import type { Language } from '../i18n/index.ts';
import { berlin, berlinInEnglish } from './fixtures/berlin.ts';
import { drome, dromeInEnglish } from './fixtures/drome.ts';
import { moscow, moscowInEnglish } from './fixtures/moscow.ts';

export type TrackingPlace = { name: string; address?: string; hours?: string; timeZone: string };

/** The carriers, places and texts of a shop's stories. */
export type ShopFixtures = {
  carrier: string;
  /** First part of a tracking number. */
  trackingPrefix: string;
  hub: TrackingPlace;
  depot: TrackingPlace;
  /** For an order without a place of its own. */
  pickupPoint: TrackingPlace;
  /** For parcels that pass customs. */
  crossBorder: { carrier: string; from: TrackingPlace; border: TrackingPlace };
  texts: {
    /** The reason for an item that comes weeks later. */
    itemDelayed: string;
    carrierContacted: string;
    payDutyAction: string;
    dutyUnpaid: string;
    /** The place where the courier left the parcel. */
    safePlace: string;
    missingParcelReply: string;
    parcelFound: string;
    /** Why the shop rejects a cancellation. */
    cancellationRejected: string;
  };
};

const localized: Record<string, ShopFixtures> = { berlin, moscow, drome };
const english: Record<string, ShopFixtures> = {
  berlin: berlinInEnglish,
  moscow: moscowInEnglish,
  drome: dromeInEnglish,
};

/** The shop's own language, or English for every other language. */
export function getShopFixtures(shop: { id: string; language: Language }, language: Language): ShopFixtures {
  const found = (language === shop.language ? localized : english)[shop.id];
  if (!found) throw new Error(`The shop ${shop.id} has no fixtures.`);
  return found;
}
