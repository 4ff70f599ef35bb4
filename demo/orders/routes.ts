import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Cancellation, ProblemCode } from '../../src/contract/index.ts';
import type { Built } from '../dist.ts';
import { json, problem, type Answer } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import { isLocal, isOwnPage } from '../http/own-page.ts';
import { versionsSince, type Entry, type OrderBook } from './book.ts';
import { decide, type MissingAnswer } from './cancel.ts';
import { streamOrder } from './stream.ts';

/** What the order routes need to know of a shop. `now` is its time, in milliseconds since the epoch. */
export type OrderDesk = {
  contract: Built['contract'];
  book: OrderBook;
  now: () => number;
  missing: MissingAnswer;
};

const ROUTE = /^orders\/([\w-]{1,64})(?:\/(events|cancellations)(?:\/([\w-]+))?)?$/;
const LARGEST_REQUEST = 16 * 1024;

/** The contract's order routes; `path` begins with `orders/`. */
export async function answerOrders(
  desk: OrderDesk,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<Answer> {
  const [, id = '', rest = '', cancellation] = ROUTE.exec(path) ?? [];
  const entry = desk.book.find(id);
  // The demo has one customer, who is whoever sits at this machine.
  if (!isLocal(request)) return refuse(desk, 'order-not-found');
  if (request.method === 'POST') {
    const isPlace = rest === 'cancellations' && cancellation === undefined;
    if (!isPlace) return problem(405, 'validation', 'Nothing can be sent here');
    return entry ? answerCancel(desk, entry, request) : refuse(desk, 'order-not-found');
  }
  if (!entry) return refuse(desk, 'order-not-found');
  if (rest === '') return answerOrder(desk, entry, request);
  if (rest === 'events' && cancellation === undefined) return answerEvents(desk, entry, request, query);
  const found = [...entry.answered.values()].find((answered) => answered.cancellation.id === cancellation);
  return found ? json(found.cancellation) : refuse(desk, 'order-not-found');
}

function answerOrder(desk: OrderDesk, { epoch, order }: Entry, { headers }: IncomingMessage): Answer {
  const etag = `"${epoch}.${order.version}"`;
  const kept = { etag, 'cache-control': 'private, no-cache' };
  const known = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return { status: 304, type: '', body: '', headers: kept };
  return json({ ...order, epoch, serverTime: timeAt(desk) }, 200, kept);
}

/** A stream; as JSON the events that came since the cursor. */
function answerEvents(desk: OrderDesk, entry: Entry, { headers }: IncomingMessage, query: URLSearchParams): Answer {
  const last = headers['last-event-id'];
  const cursor = query.get('after') ?? (typeof last === 'string' ? last : undefined);
  if (!/^application\/json\b/.test(headers.accept ?? '')) {
    const stream = streamOrder(desk.book, entry.order.id, cursor, desk.now);
    // Proxies are told to pass on what comes when it comes.
    return { status: 200, type: 'text/event-stream', stream, headers: { 'x-accel-buffering': 'no' } };
  }
  const { epoch, order, history } = entry;
  const missed = versionsSince(entry, cursor);
  const seen = history.find(({ version }) => cursor === `${epoch}.${version}`);
  const known = new Set(missed && seen ? seen.events.map(({ id }) => id) : []);
  const events = order.events.filter(({ id }) => !known.has(id));
  return json({ events, epoch, version: order.version, serverTime: timeAt(desk) });
}

async function answerCancel(desk: OrderDesk, entry: Entry, request: IncomingMessage): Promise<Answer> {
  if (!isOwnPage(request)) return problem(403, 'action-not-allowed', 'This may only be sent by a page of the shop');
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    return refuse(desk, 'validation', { detail: 'Idempotency-Key is missing' });
  }
  const body = await readBody(request, LARGEST_REQUEST);
  if (body === undefined) return problem(413, 'validation', 'The body is too large');
  const parsed = desk.contract.parseCancelRequest(parseJson(body));
  if (!parsed.ok) return refuse(desk, 'validation', { issues: parsed.issues });

  // What was known before the body came may have changed while it was on its way.
  const { id } = entry.order;
  const current = desk.book.find(id);
  if (!current) return refuse(desk, 'order-not-found');
  const before = current.answered.get(key);
  if (before) return before.body === body ? created(before.cancellation) : refuse(desk, 'idempotency-mismatch');
  const { version } = current.order;
  const match = request.headers['if-match'];
  const isOther = match !== undefined && match !== '*' && match !== `"${current.epoch}.${version}"`;
  if (isOther) return refuse(desk, 'version-conflict', { version });
  const decision = decide(current.order, parsed.data, randomUUID().slice(0, 8), desk.now(), desk.missing);
  if ('refused' in decision) return refuse(desk, decision.refused, { version });
  current.answered.set(key, { body, cancellation: decision.cancellation });
  desk.book.change(id, decision.fields, desk.now());
  return created(decision.cancellation);
}

function created(cancellation: Cancellation): Answer {
  const { id, status } = cancellation;
  return json(cancellation, status === 'pending' ? 202 : 201, { location: `cancellations/${id}` });
}

function refuse(desk: OrderDesk, code: ProblemCode, more: object = {}): Answer {
  const status = desk.contract.problemStatuses[code];
  return problem(status, code, code.replaceAll('-', ' '), { serverTime: timeAt(desk), ...more });
}

function timeAt({ now }: OrderDesk): string {
  return new Date(now()).toISOString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
