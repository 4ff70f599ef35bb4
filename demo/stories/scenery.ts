import type { Language } from '../words/index.ts';
import { berlin, berlinInEnglish } from './scenery/berlin.ts';
import { drome, dromeInEnglish } from './scenery/drome.ts';
import { moscow, moscowInEnglish } from './scenery/moscow.ts';

export type Station = { name: string; address?: string; hours?: string; timeZone: string };

/** Who carries a shop's parcels past which places, and what is said on the way. */
export type Scenery = {
  carrier: string;
  /** First part of a tracking number. */
  prefix: string;
  hub: Station;
  depot: Station;
  /** Where it is collected, unless the order says. */
  point: Station;
  /** Customs of an order from or to abroad. */
  abroad: { carrier: string; from: Station; border: Station };
  says: {
    /** Why one item slips by weeks. */
    slips: string;
    askedCarrier: string;
    payDuty: string;
    dutyDue: string;
    /** Where it was left. */
    leftAt: string;
    looksForIt: string;
    foundNextDoor: string;
  };
};

const own: Record<string, Scenery> = { berlin, moscow, drome };
const english: Record<string, Scenery> = { berlin: berlinInEnglish, moscow: moscowInEnglish, drome: dromeInEnglish };

/** A shop tells in its own language, and to everyone else in English. */
export function sceneryOf(shop: { id: string; language: Language }, language: Language): Scenery {
  const found = (language === shop.language ? own : english)[shop.id];
  if (!found) throw new Error(`The shop ${shop.id} has no scenery.`);
  return found;
}
