import type { OrderEvent } from '../contract/order-event.ts';

/** A report, as far as it can be told from others: those with one `scan` tell of one scan, those with one `wording` in the same words. */
export type Report = { readonly event: OrderEvent; readonly scan: string; readonly wording: string };

/** By the id of an event the ids of those that take it back. */
export type Retractions = ReadonlyMap<string, readonly string[]>;

type Correction = { by: Report; of: Report };

export function retractionsOf(events: readonly OrderEvent[]): Retractions {
  const retractions = new Map<string, string[]>();
  for (const { id, retracts } of events) {
    if (retracts !== undefined) retractions.set(retracts, [...(retractions.get(retracts) ?? []), id]);
  }
  return retractions;
}

/**
 * Which of the reports of one time were taken back. Who takes back one report of a scan takes back all of them,
 * however they are worded. A report that takes back another of its own scan corrects it, and stands.
 */
export function readRetractions(reports: readonly Report[], retractions: Retractions): (report: Report) => boolean {
  const retracted = new Set<string>();
  const corrections = new Map<string, Correction[]>();
  for (const of of reports) {
    for (const id of retractions.get(of.event.id) ?? []) {
      const by = reports.find(({ event, scan }) => event.id === id && scan === of.scan);
      if (by && by !== of) corrections.set(of.scan, [...(corrections.get(of.scan) ?? []), { by, of }]);
      else retracted.add(of.scan);
    }
  }
  const standing = new Map([...corrections].map(([scan, list]) => [scan, lastOf(list)]));
  return (report) => retracted.has(report.scan) || standing.get(report.scan)?.has(report) === false;
}

/** Of corrections of corrections the last; all of them, where they go round in a circle. */
function lastOf(corrections: readonly Correction[]): ReadonlySet<Report> {
  const corrected = new Set(corrections.map(({ of }) => of.wording));
  const last = corrections.filter(({ by }) => !corrected.has(by.wording));
  return new Set((last.length > 0 ? last : corrections).map(({ by }) => by));
}
