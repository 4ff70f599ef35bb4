import { applyScan, isRefusal, type Context } from '../domain/index.ts';
import type { RecordScan } from '../webhooks/incoming.ts';
import type { RawRule } from './raw.ts';
import { readScan } from './scan.ts';

type Options = Pick<Context, 'rules'> & { readonly raw?: RawRule; readonly now: () => number };

/** What is done with a carrier's scan, when it comes and when it was kept until its order came. */
export function recordScans({ rules, raw = 'refused', now }: Options): RecordScan {
  return async (locked, scan) => {
    const read = readScan(scan, raw);
    if (!read.ok) return 'validation';
    const outcome = applyScan(locked, read.data, { now: now(), rules, source: 'carrier' });
    if (outcome === 'unchanged') return undefined;
    if (isRefusal(outcome)) return outcome.refused;
    await locked.save(outcome);
    return undefined;
  };
}
