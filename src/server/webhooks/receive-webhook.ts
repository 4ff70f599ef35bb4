import { formatPreciseInstant } from '../shared/time.ts';
import { isRecord } from '../validation/json-value.ts';
import type { Store } from '../store/store.ts';
import { verifySignature } from './signature.ts';
import type { IncomingScan, WebhookRequest, WebhookSource } from './webhook-source.ts';
import type { ScanRecorder } from './scan-recorder.ts';

export type WebhookOptions = {
  readonly store: Store;
  readonly recordScan: ScanRecorder;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

type ReceiveWebhookOptions = WebhookOptions & {
  /** Gets errors of the adapter, which may quote the payload. */
  readonly onError: (error: unknown) => void;
};

/** What was done with the scans of a webhook. */
export type WebhookResult = {
  readonly recorded: number;
  /** Scans that an earlier delivery of the same webhook recorded. */
  readonly repeated: number;
  /** Scans stored for the shop (`Store.listUnmatchedScans`). Those of unknown orders are recorded once the order exists. */
  readonly unmatchedScans: readonly { readonly orderId: string; readonly reason: string }[];
};

/** 401: the signature is invalid. 422: the payload cannot be parsed. */
export type ReceiveOutcome =
  | { readonly status: 200; readonly received: WebhookResult }
  | { readonly status: 401 | 422; readonly problem: string };

/**
 * Verifies, parses and records a webhook. An acknowledged webhook is stored. A repeated or replayed webhook changes nothing,
 * because its id is stored in the same transaction as its scans, order by order. Rejects with errors of the store; the
 * sender then repeats the webhook, and orders that were recorded are skipped.
 *
 * A scan that cannot be recorded neither blocks the other scans nor causes an error response: after errors, carriers repeat
 * the whole webhook for days and finally disable it for all orders. It is stored as an unmatched scan instead. Carriers are
 * often faster than the shop's own systems, and report parcels that were never sent through this back end.
 */
export async function receiveWebhook(
  name: string,
  source: WebhookSource,
  request: WebhookRequest,
  options: ReceiveWebhookOptions,
): Promise<ReceiveOutcome> {
  const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body);
  const verified = await verifyRequest(source, request, body, options.now());
  if ('problem' in verified) return { status: 401, problem: verified.problem };
  const parsed = await parseScans(source, body, request.headers, options);
  if ('problem' in parsed) return { status: 422, problem: parsed.problem };

  const received = { recorded: 0, repeated: 0, unmatchedScans: [] as { orderId: string; reason: string }[] };
  for (const orderId of new Set(parsed.scans.map((scan) => scan.orderId))) {
    const scans = parsed.scans.filter((scan) => scan.orderId === orderId).map(({ scan }) => scan);
    const result = await recordWebhookScans({ source: name, id: verified.id, orderId, scans }, options);
    received.recorded += result.recorded;
    received.repeated += result.repeated;
    received.unmatchedScans.push(...result.refused.map(({ reason }) => ({ orderId, reason })));
  }
  return { status: 200, received };
}

/** The scans of one order in a webhook. */
export type WebhookScans = {
  readonly source: string;
  readonly id: string;
  readonly orderId: string;
  readonly scans: readonly unknown[];
};

type RefusedScan = { readonly scan: unknown; readonly reason: string };

type RecordResult = { readonly recorded: number; readonly repeated: number; readonly refused: readonly RefusedScan[] };

/** Records the scans of one order once, and stores refused ones as unmatched scans. */
export async function recordWebhookScans(
  webhook: WebhookScans,
  { store, recordScan, now }: WebhookOptions,
): Promise<RecordResult> {
  const { source, id, orderId, scans } = webhook;
  return store.withLockedOrder(orderId, async (locked): Promise<RecordResult> => {
    const refused: RefusedScan[] = [];
    if (locked.order) {
      // The id is claimed for each order: after a crash between two orders, the second is still recorded.
      if (!(await locked.claimWebhook(source, id, formatPreciseInstant(now()))))
        return { recorded: 0, repeated: scans.length, refused };
      for (const scan of scans) {
        const reason = await recordScan(locked, scan);
        if (reason !== undefined) refused.push({ scan, reason });
      }
    } else {
      refused.push(...scans.map((scan) => ({ scan, reason: UNKNOWN_ORDER_REASON })));
    }
    const [first] = refused;
    if (first) {
      const refusedScans = refused.map(({ scan }) => scan);
      await locked.saveUnmatchedScans({
        source,
        id,
        orderId,
        scans: refusedScans,
        reason: first.reason,
        receivedAt: formatPreciseInstant(now()),
      });
    }
    return { recorded: scans.length - refused.length, repeated: 0, refused };
  });
}

const UNKNOWN_ORDER_REASON = 'unknown-order';

async function verifyRequest(
  source: WebhookSource,
  request: WebhookRequest,
  body: string,
  now: number,
): Promise<{ id: string } | { problem: string }> {
  if ('secrets' in source) return verifySignature(request.headers, body, source.secrets, now);
  const verified = await source.verify(request);
  if (!verified) return { problem: 'the signature of the source is invalid' };
  if (verified !== true) return { id: verified.id };
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(request.body));
  return { id: [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** More than any carrier sends at once. Each scan is a write under a lock. */
const MAX_SCANS = 1000;

async function parseScans(
  source: WebhookSource,
  body: string,
  headers: Headers,
  { onError }: ReceiveWebhookOptions,
): Promise<{ scans: readonly IncomingScan[] } | { problem: string }> {
  try {
    const scans: readonly unknown[] = await source.parse(parseJson(body), headers);
    if (!scans.every(isIncomingScan)) throw new TypeError('the adapter did not return scans with order ids');
    return scans.length > MAX_SCANS ? { problem: `more than ${MAX_SCANS} scans` } : { scans };
  } catch (error) {
    // Errors of an adapter may quote the payload, so they are not sent to the client.
    onError(error);
    return { problem: 'the payload cannot be read' };
  }
}

/** Whether a value has an order id. The order need not exist. */
const isIncomingScan = (value: unknown): value is IncomingScan =>
  isRecord(value) && typeof value['orderId'] === 'string' && /^\P{C}{1,256}$/u.test(value['orderId']);

/** The payload as JSON, otherwise as text. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
