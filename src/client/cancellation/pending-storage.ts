import type { Cancellation } from '../../contract/cancellation.ts';
import { isObject } from '../../contract/validators.ts';
import { parseCancellation, parseCancelRequest } from '../../contract/parse-order.ts';
import { parseJson, safeStringify } from '../http/json.ts';
import type { CancellationEnvironment } from './environment.ts';
import { createCancelRequest, type CancelIntent } from './intent.ts';

/** An intent without a known outcome, as a reload finds it. The customer's own words are not stored. */
export type PendingCancellation = {
  readonly intent: CancelIntent;
  /** `false` if the customer's words are missing: then the request would be another one. */
  readonly canResend: boolean;
  /** How often the intent was sent. */
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly confirmedAt: number;
  /** Present once the shop has accepted the request for a decision. */
  readonly cancellation: Cancellation | undefined;
};

/**
 * After a day the order shows the outcome. Less than `IDEMPOTENCY_RETENTION_MS` in src/server/jobs/retention.ts: a request
 * that is repeated after a reload must find its response.
 */
export const MAX_AGE_MS = 86_400_000;

export type PendingStorage = {
  /** `undefined` removes what was saved. */
  save(pending: PendingCancellation | undefined): void;
  load(): PendingCancellation | undefined;
};

/** One key of the tab's storage. If the storage throws, nothing is stored. */
export function createPendingStorage(
  storageKey: string,
  { storage, clock }: Pick<CancellationEnvironment, 'storage' | 'clock'>,
): PendingStorage {
  let saved: string | undefined;
  const tryStorage = <T>(use: (storage: ReturnType<CancellationEnvironment['storage']>) => T): T | undefined => {
    try {
      return use(storage());
    } catch {
      return undefined;
    }
  };
  return {
    save(pending) {
      const text = pending && safeStringify(toStoredPending(pending));
      if (text === saved) return;
      saved = text;
      tryStorage((items) => (text === undefined ? items.removeItem(storageKey) : items.setItem(storageKey, text)));
    },
    load() {
      const text = tryStorage((items) => items.getItem(storageKey));
      const pending = text ? parsePending(parseJson(text)) : undefined;
      return pending && clock.now() - pending.confirmedAt < MAX_AGE_MS ? pending : undefined;
    },
  };
}

/** Of the cancellation only what identifies it: the rest is read again. */
function toStoredPending({ intent, canResend, cancellation, ...rest }: PendingCancellation): unknown {
  const { code, text } = intent.reason ?? {};
  const request = { ...createCancelRequest(intent), reason: code === undefined ? undefined : { code } };
  const { idempotencyKey, epoch, baseline } = intent;
  return {
    ...rest,
    request,
    idempotencyKey,
    epoch,
    baseline,
    canResend: canResend && text === undefined,
    cancellation: cancellation && {
      id: cancellation.id,
      status: cancellation.status,
      type: cancellation.type,
      answerBy: cancellation.answerBy,
    },
  };
}

/** Other scripts may write to the same storage. */
function parsePending(value: unknown): PendingCancellation | undefined {
  if (!isObject(value) || !isObject(value.baseline)) return undefined;
  const { idempotencyKey, epoch, attempts, confirmedAt, canResend } = value;
  const { totals, adjustments } = value.baseline;
  const request = parseCancelRequest(value.request);
  const isValid =
    request.ok &&
    typeof idempotencyKey === 'string' &&
    (epoch === undefined || typeof epoch === 'string') &&
    Number.isSafeInteger(attempts) &&
    typeof confirmedAt === 'number' &&
    isList(totals, (entry) => isObject(entry) && typeof entry.id === 'string' && Number.isSafeInteger(entry.total)) &&
    isList(adjustments, (entry) => typeof entry === 'string');
  if (!isValid) return undefined;
  const cancellation = parseCancellation(value.cancellation);
  return {
    intent: {
      ...request.data,
      idempotencyKey,
      epoch: epoch as string | undefined,
      baseline: { totals, adjustments } as CancelIntent['baseline'],
    },
    canResend: canResend === true,
    attempts: attempts as number,
    confirmedAt,
    cancellation: cancellation.ok ? cancellation.data : undefined,
  };
}

const isList = (value: unknown, test: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(test);
