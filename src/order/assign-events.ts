import type { Order } from '../contract/order.ts';
import { parcelIdOf } from './parcel-of-event.ts';
import type { TimelineEntry } from './timeline.ts';
import type { ReadingWarning } from './warning.ts';

/** Which parcel each event happened to; order kept. */
export type AssignedEvents = {
  readonly byParcel: ReadonlyMap<string, readonly TimelineEntry[]>;
  /** Of what is in no parcel. */
  readonly ofRest: readonly TimelineEntry[];
  readonly warnings: readonly ReadingWarning[];
};

/**
 * An event that names no parcel happened to the only one, or to the goods as long as there is none.
 * Where there are several, nobody knows to which: it stands in the order's history and sets nothing.
 */
export function assignEvents({ shipments }: Order, timeline: readonly TimelineEntry[]): AssignedEvents {
  const byParcel = new Map(shipments.map(({ id }) => [id, [] as TimelineEntry[]]));
  const ofRest: TimelineEntry[] = [];
  const warnings: ReadingWarning[] = [];
  for (const entry of timeline) {
    const { id, shipmentId } = entry.event;
    const parcel = byParcel.get(parcelIdOf(entry.event, shipments) ?? '');
    if (parcel) parcel.push(entry);
    else if (shipments.length === 0) ofRest.push(entry);
    if (!parcel && (shipmentId !== undefined || (shipments.length > 0 && isOfParcel(entry)))) {
      warnings.push({ code: 'event-without-parcel', eventId: id, shipmentId });
    }
  }
  return { byParcel, ofRest, warnings };
}

const isOfParcel = ({ effect, event }: TimelineEntry): boolean =>
  effect.status !== undefined && event.kind !== 'canceled';
