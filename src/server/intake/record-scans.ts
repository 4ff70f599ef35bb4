import { applyScan, isRefusal, type Context } from '../domain/index.ts';
import type { RecordScan } from '../webhooks/incoming.ts';
import type { RawRule } from './raw.ts';
import { readScan } from './scan.ts';

type Options = Pick<Context, 'rules'> & {
  readonly raw: RawRule;
  readonly now: () => number;
  /** Told what was odd and recorded all the same. */
  readonly onWarning: (warning: string, orderId: string) => void;
};

/** What is done with a carrier's scan, when it comes and when it was kept until its order came. */
export function recordScans({ rules, raw, now, onWarning }: Options): RecordScan {
  return async (locked, scan) => {
    const read = readScan(scan, raw);
    if (!read.ok) return 'validation';
    const outcome = applyScan(locked, read.data, { now: now(), rules, source: 'carrier' });
    if (outcome === 'unchanged') return undefined;
    if (isRefusal(outcome)) return outcome.refused;
    await locked.save(outcome);
    for (const warning of outcome.warnings ?? []) onWarning(warning, outcome.order.id);
    return undefined;
  };
}
