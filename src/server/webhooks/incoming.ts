import { instantOf } from '../domain/clock.ts';
import { isRecord } from '../intake/unknown-fields.ts';
import type { LockedOrder, Store } from '../store/store.ts';
import { verifySignature } from './signature.ts';
import type { Incoming, IncomingRequest, Source } from './source.ts';

/**
 * Reads and writes one scan under the order's lock; the code of why it was refused, or `undefined`. A scan that
 * is known already is not refused.
 */
export type RecordScan = (locked: LockedOrder, scan: unknown) => Promise<string | undefined>;

export type IncomingOptions = {
  readonly store: Store;
  readonly record: RecordScan;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

type ReceiveOptions = IncomingOptions & {
  /** Told what an adapter threw; it may quote the payload. */
  readonly onError: (error: unknown) => void;
};

/** What became of a source's scans, by order. */
export type Received = {
  readonly recorded: number;
  /** The same webhook came before. */
  readonly repeated: number;
  /** Kept for the shop to see (`Store.strays`); of an unknown order: until it is known. */
  readonly strays: readonly { readonly orderId: string; readonly reason: string }[];
};

/** The answer: 200 with all that became of it, or a status with why not. */
export type IncomingAnswer =
  | { readonly status: 200; readonly received: Received }
  | { readonly status: 401 | 422; readonly problem: string };

/**
 * Takes a webhook in. What is acknowledged is written. A sender that repeats it, because it heard no answer
 * or because somebody replays what was overheard, changes nothing: the webhook's id is taken in the same
 * transaction as the effect of its scans, order by order. Rejects with errors of the store; the sender is
 * to try again then, and finds done what was done.
 *
 * A scan that cannot be recorded does not keep the others from it and is not answered with an error: carriers
 * repeat the whole message for days after one and switch the webhook off in the end, which would cost all
 * orders their news. It is kept as a stray instead: a carrier is often faster than the shop's own systems, and
 * tells of parcels that were never sent through here.
 */
export async function receiveWebhook(
  name: string,
  source: Source,
  request: IncomingRequest,
  options: ReceiveOptions,
): Promise<IncomingAnswer> {
  const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body);
  const verified = await verify(source, request, body, options.now());
  if ('problem' in verified) return { status: 401, problem: verified.problem };
  const read = await readScans(source, body, request.headers, options);
  if ('problem' in read) return { status: 422, problem: read.problem };

  const received = { recorded: 0, repeated: 0, strays: [] as { orderId: string; reason: string }[] };
  for (const orderId of new Set(read.scans.map((scan) => scan.orderId))) {
    const scans = read.scans.filter((scan) => scan.orderId === orderId).map(({ scan }) => scan);
    const placed = await placeScans({ source: name, id: verified.id, orderId, scans }, options);
    received.recorded += placed.recorded;
    received.repeated += placed.repeated;
    received.strays.push(...placed.refused.map(({ reason }) => ({ orderId, reason })));
  }
  return { status: 200, received };
}

/** All that a webhook says of one order. */
export type OrderScans = {
  readonly source: string;
  readonly id: string;
  readonly orderId: string;
  readonly scans: readonly unknown[];
};

type Refused = { readonly scan: unknown; readonly reason: string };

type Placed = { readonly recorded: number; readonly repeated: number; readonly refused: readonly Refused[] };

/** Records what a webhook says of an order, once, and keeps what cannot be recorded. */
export async function placeScans(webhook: OrderScans, { store, record, now }: IncomingOptions): Promise<Placed> {
  const { source, id, orderId, scans } = webhook;
  return store.locked(orderId, async (locked): Promise<Placed> => {
    const refused: Refused[] = [];
    if (locked.order) {
      // Taken order by order: a crash between two orders of one message leaves the second to be recorded.
      if (!(await locked.takeIncoming(source, id))) return { recorded: 0, repeated: scans.length, refused };
      for (const scan of scans) {
        const reason = await record(locked, scan);
        if (reason !== undefined) refused.push({ scan, reason });
      }
    } else {
      refused.push(...scans.map((scan) => ({ scan, reason: unknownOrder })));
    }
    const [first] = refused;
    if (first) {
      const left = refused.map(({ scan }) => scan);
      await locked.keepStray({ source, id, orderId, scans: left, reason: first.reason, receivedAt: instantOf(now()) });
    }
    return { recorded: scans.length - refused.length, repeated: 0, refused };
  });
}

const unknownOrder = 'unknown-order';

async function verify(
  source: Source,
  request: IncomingRequest,
  body: string,
  now: number,
): Promise<{ id: string } | { problem: string }> {
  if ('secrets' in source) return verifySignature(request.headers, body, source.secrets, now);
  const verified = await source.verify(request);
  if (!verified) return { problem: 'the source did not sign this' };
  if (verified !== true) return { id: verified.id };
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(request.body));
  return { id: [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** More than any carrier bundles; each is a write under a lock. */
const mostScans = 1000;

async function readScans(
  source: Source,
  body: string,
  headers: Headers,
  { onError }: ReceiveOptions,
): Promise<{ scans: readonly Incoming[] } | { problem: string }> {
  try {
    const scans: readonly unknown[] = await source.read(parseJson(body), headers);
    if (!scans.every(isIncoming)) throw new TypeError('an adapter gave something else than scans with the id of an order');
    return scans.length > mostScans ? { problem: `more than ${mostScans} scans` } : { scans };
  } catch (error) {
    // What an adapter throws may quote the payload: it is not for the answer.
    onError(error);
    return { problem: 'the payload cannot be read' };
  }
}

/** Whether it has the id of an order that can be looked for; it need not be one of ours. */
const isIncoming = (value: unknown): value is Incoming =>
  isRecord(value) && typeof value['orderId'] === 'string' && /^\P{C}{1,256}$/u.test(value['orderId']);

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
