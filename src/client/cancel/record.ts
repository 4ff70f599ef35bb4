import type { Cancellation } from '../../contract/cancellation.ts';
import { isObject } from '../../contract/checker.ts';
import { parseCancellation, parseCancelRequest } from '../../contract/parse-order.ts';
import { readJson } from '../live/messages.ts';
import { serialize } from '../serialize.ts';
import type { CancelEnvironment } from './environment.ts';
import { requestOf, type Intent } from './intent.ts';

/**
 * What is kept of an intent until it is settled, so that a reload finds it. Without the customer's own words:
 * `isWhole` is false where there were some, and then it cannot be sent again.
 */
export type CancelRecord = {
  readonly intent: Intent;
  readonly isWhole: boolean;
  /** How often it was sent. */
  readonly sends: number;
  /** When it was confirmed, in milliseconds since the epoch. */
  readonly at: number;
  /** Once the shop took it in. */
  readonly cancellation: Cancellation | undefined;
};

/** A record is forgotten after a day: what became of it, the order has said by then. */
const KEPT_MS = 86_400_000;

export type RecordKeeper = { save(record: CancelRecord): void; load(): CancelRecord | undefined; clear(): void };

/** The tab's storage under one name. Storage that throws is as good as none. */
export function recordKeeper(name: string, { storage, clock }: Pick<CancelEnvironment, 'storage' | 'clock'>): RecordKeeper {
  const attempt = <T>(use: (storage: ReturnType<CancelEnvironment['storage']>) => T): T | undefined => {
    try {
      return use(storage());
    } catch {
      return undefined;
    }
  };
  return {
    save: (record) => attempt((kept) => kept.setItem(name, serialize(withoutWords(record)))),
    load() {
      const text = attempt((kept) => kept.getItem(name));
      const record = text ? readRecord(readJson(text)) : undefined;
      return record && clock.now() - record.at < KEPT_MS ? record : undefined;
    },
    clear: () => attempt((kept) => kept.removeItem(name)),
  };
}

/** Of the cancellation, only what names it: what it says is asked for again. */
function withoutWords({ intent, isWhole, cancellation, ...rest }: CancelRecord): unknown {
  const { code, text } = intent.reason ?? {};
  const request = { ...requestOf(intent), reason: code === undefined ? undefined : { code } };
  const { key, epoch, before } = intent;
  const kept = cancellation && { id: cancellation.id, status: cancellation.status, type: cancellation.type, answerBy: cancellation.answerBy };
  return { ...rest, request, key, epoch, before, isWhole: isWhole && text === undefined, cancellation: kept };
}

/** Other scripts write to the same storage. */
function readRecord(value: unknown): CancelRecord | undefined {
  if (!isObject(value) || !isObject(value.before)) return undefined;
  const { key, epoch, sends, at, isWhole } = value;
  const { totals, adjustments } = value.before;
  const request = parseCancelRequest(value.request);
  const isSound =
    request.ok &&
    typeof key === 'string' &&
    (epoch === undefined || typeof epoch === 'string') &&
    Number.isSafeInteger(sends) &&
    typeof at === 'number' &&
    isList(totals, (entry) => isObject(entry) && typeof entry.id === 'string' && Number.isSafeInteger(entry.total)) &&
    isList(adjustments, (entry) => typeof entry === 'string');
  if (!isSound) return undefined;
  const cancellation = parseCancellation(value.cancellation);
  return {
    intent: { ...request.data, key, epoch: epoch as string | undefined, before: { totals, adjustments } as Intent['before'] },
    isWhole: isWhole === true,
    sends: sends as number,
    at,
    cancellation: cancellation.ok ? cancellation.data : undefined,
  };
}

const isList = (value: unknown, test: (entry: unknown) => boolean): boolean => Array.isArray(value) && value.every(test);
