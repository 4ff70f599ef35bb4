import { applyScan } from '../orders/apply-scan.ts';
import { isRefusal, type RuleContext } from '../orders/order-state.ts';
import type { RawDataPolicy } from '../validation/raw-data.ts';
import { parseScan } from '../validation/request-bodies.ts';
import { isTimePath, removeFields } from '../validation/scan-time.ts';
import type { LockedOrder } from '../store/store.ts';

/**
 * Parses and records one scan of a carrier under the lock of its order. Resolves to the problem code of a refusal, otherwise
 * `undefined`. A repeated scan is no refusal.
 */
export type ScanRecorder = (locked: LockedOrder, scan: unknown) => Promise<string | undefined>;

type ScanRecorderOptions = Pick<RuleContext, 'rules'> & {
  readonly rawData: RawDataPolicy;
  readonly now: () => number;
  /** Called for an inconsistent scan that is recorded. */
  readonly onWarning: (warning: string, orderId: string) => void;
};

/** Used for scans of webhooks and for unmatched scans whose order exists now. */
export function createScanRecorder({ rules, rawData, now, onWarning }: ScanRecorderOptions): ScanRecorder {
  return async (locked, scan) => {
    const sent = parseScan(scan, rawData);
    const issues = sent.ok ? [] : sent.issues;
    // A time that cannot be read is left out: the rest of the scan is still news.
    const unreadableTimes = issues.every(({ path }) => isTimePath(path)) ? issues.map(({ path }) => path) : [];
    const parsed = unreadableTimes.length > 0 ? parseScan(removeFields(scan, unreadableTimes), rawData) : sent;
    if (!parsed.ok) return 'validation';
    const outcome = applyScan(locked, parsed.data, { now: now(), rules, source: 'carrier' });
    if (outcome === 'unchanged') return undefined;
    if (isRefusal(outcome)) return outcome.refused;
    await locked.save(outcome);
    const timeWarnings = unreadableTimes.map((path) =>
      path === 'at'
        ? 'validation: at: not a time: the time of the receipt counts'
        : `validation: ${path}: not a time: it is left out`,
    );
    for (const warning of [...timeWarnings, ...(outcome.warnings ?? [])]) onWarning(warning, outcome.order.id);
    return undefined;
  };
}
