/* Clients of the load test: customers with streams, and a system that sends events. Sends a report at the end. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGuestTokens } from '../../src/server/index.ts';
import { keys } from './keys.ts';

/** Milliseconds. */
type Spread = { p50: number; p95: number; p99: number; max: number };

export type LoadReport = {
  accepted: number;
  refused: number;
  /** Number of failures by status or connection error. */
  reasons: Record<string, number>;
  /** Sum over all streams of the changes that arrived, also as part of a later version. */
  delivered: number;
  skipped: number;
  behind: number;
  regressed: number;
  missing: number;
  outOfOrder: number;
  late: number;
  responded: Spread;
  arrived: Spread;
  afterResponse: Spread;
};

const kinds = ['in_transit', 'arrived_at_facility', 'departed_facility', 'note'];

type Order = { id: string; version: number; events: { id: string; version: number }[] };
type Post = { sentAt: number; respondedAt: number };
type Stream = { order: Order; version: number; arrivals: { version: number; at: number }[]; last: string };

const {
  port,
  seconds,
  streams: streamCount,
  orders: orderCount,
  rate,
} = JSON.parse(process.argv[2] ?? '') as Record<string, number>;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const orders = Array.from({ length: orderCount! }, (_, index): Order => ({
  id: `order-${index}`,
  version: 1,
  events: [],
}));
const streams: Stream[] = [];
/** By order and version. */
const posts = new Map<string, Post>();
const reasons: Record<string, number> = {};
const counts = { accepted: 0, refused: 0, skipped: 0, regressed: 0, late: 0 };

await each(orders, 16, async (order) => void (await send('PUT', `/orders/${order.id}`, snapshotOf(order))));
const tokens = createGuestTokens({ keys: keys.guest });
await each(
  Array.from({ length: streamCount! }, (_, index) => index),
  16,
  async (index) => {
    const order = orders[index % orders.length]!;
    // Each stream has its own token, so it counts as its own caller.
    const expiresAt = new Date(Date.now() + 86_400_000 + index * 1000).toISOString();
    await follow(order, await tokens.sign({ orderId: order.id, scope: 'read', expiresAt }));
  },
);
sendMessage('open', undefined);
await new Promise((resolve) => process.once('message', resolve));
await post();
const isBehind = ({ order, version }: Stream): boolean => version < order.version;
for (const end = performance.now() + 30_000; streams.some(isBehind) && performance.now() < end;) await sleep(50);
sendMessage('report', report());

/** Sends events at a fixed rate. A client that waits for responses would hide slow ones. */
async function post(): Promise<void> {
  const start = performance.now();
  const open = new Set<Promise<void>>();
  for (let index = 0; index < rate! * seconds!; index += 1) {
    const due = start + (index / rate!) * 1000;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    if (performance.now() - due > 50) counts.late += 1;
    const sent: Promise<void> = postOne(index).finally(() => open.delete(sent));
    open.add(sent);
  }
  await Promise.all(open);
}

async function postOne(index: number): Promise<void> {
  const order = orders[Math.floor(Math.random() * orders.length)]!;
  const id = `scan-${index}`;
  const sentAt = performance.now();
  const body = {
    id,
    kind: kinds[index % kinds.length],
    shipmentId: '1',
    text: 'Sorting centre, parcel sorted',
    place: { name: 'Leipzig' },
  };
  const orderBody = await send('POST', `/orders/${order.id}/events`, body);
  const respondedAt = performance.now();
  if (orderBody === undefined) return void (counts.refused += 1);
  counts.accepted += 1;
  const { version } = orderBody as { version: number };
  posts.set(`${order.id} ${version}`, { sentAt, respondedAt });
  order.version = Math.max(order.version, version);
  order.events.push({ id, version });
}

function follow(order: Order, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream: Stream = { order, version: 0, arrivals: [], last: '' };
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
    const streamRequest = request(
      { port, host: '127.0.0.1', agent, path: `/orders/${order.id}/events`, headers },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`a stream has the status ${response.statusCode}`));
        streams.push(stream);
        let rest = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          const frames = (rest + text).split('\n\n');
          rest = frames.pop() ?? '';
          for (const frame of frames) handleFrame(stream, frame);
          if (stream.version > 0) resolve();
        });
      },
    );
    streamRequest.on('error', reject).end();
  });
}

function handleFrame(stream: Stream, frame: string): void {
  const [, digits] = /^id: \w+\.(\d+)$/m.exec(frame) ?? [];
  if (digits === undefined) return;
  const version = Number(digits);
  if (version <= stream.version) counts.regressed += 1;
  else if (stream.version > 0) counts.skipped += version - stream.version - 1;
  stream.version = version;
  stream.arrivals.push({ version, at: performance.now() });
  stream.last = frame;
}

function report(): LoadReport {
  const [responded, arrived, afterResponse]: [number[], number[], number[]] = [[], [], []];
  for (const { sentAt, respondedAt } of posts.values()) responded.push(respondedAt - sentAt);
  let [missing, misplaced] = [0, 0];
  for (const { order, arrivals, last } of streams) {
    let next = 0;
    for (let version = 2; version <= order.version; version += 1) {
      while (arrivals[next] && arrivals[next]!.version < version) next += 1;
      const at = arrivals[next]?.at;
      const sent = posts.get(`${order.id} ${version}`);
      if (at === undefined || !sent) continue;
      arrived.push(at - sent.sentAt);
      afterResponse.push(at - sent.respondedAt);
    }
    const shown = eventsOf(last);
    const places = order.events.toSorted((a, b) => a.version - b.version).map(({ id }) => shown.indexOf(id));
    missing += places.filter((place) => place < 0).length;
    misplaced += places.filter((place, index) => index > 0 && place >= 0 && place < (places[index - 1] ?? 0)).length;
  }
  const behind = streams.filter(isBehind).length;
  const spreads = { responded: spread(responded), arrived: spread(arrived), afterResponse: spread(afterResponse) };
  return { ...counts, reasons, delivered: arrived.length, behind, missing, outOfOrder: misplaced, ...spreads };
}

function eventsOf(frame: string): string[] {
  const data = /^data: (.*)$/m.exec(frame)?.[1] ?? '{}';
  const { order } = JSON.parse(data) as { order?: { events: { id: string }[] } };
  return order?.events.map(({ id }) => id) ?? [];
}

function spread(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function note(reason: string): void {
  reasons[reason] = (reasons[reason] ?? 0) + 1;
}

/** The JSON of the response; `undefined` if the request failed. */
function send(method: string, path: string, body: object): Promise<unknown> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${keys.shop[0]}`, 'content-type': 'application/json' };
    const clientRequest = request(
      { port, host: '127.0.0.1', agent, method, path, headers },
      (response: IncomingMessage) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const isAccepted = (response.statusCode ?? 500) < 300;
          if (!isAccepted) note(String(response.statusCode));
          resolve(isAccepted ? (JSON.parse(text) as unknown) : undefined);
        });
      },
    );
    const onError = (error: Error): void => {
      note(error.message);
      resolve(undefined);
    };
    clientRequest.on('error', onError).end(JSON.stringify(body));
  });
}

function snapshotOf({ id }: Order): object {
  const quantity = { original: 1, total: 1, fulfilled: 0 };
  const titles = ['A pair of walking boots', 'Laces, brown', 'Leather balm'];
  return {
    number: `N-${id}`,
    placedAt: '2026-11-20T10:00:00Z',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    lineItems: titles.map((title, index) => ({
      id: `${index + 1}`,
      title,
      unitPrice: { amount: 4900, currency: 'EUR' },
      quantity,
    })),
    shipments: [
      {
        id: '1',
        direction: 'outbound',
        status: 'preparing',
        method: 'courier',
        tracking: [{ number: '00340434161094000000' }],
        lineItems: null,
        exceptions: [],
      },
    ],
    promises: [
      {
        id: 'p1',
        window: { from: '2027-11-25', to: '2027-11-26' },
        madeAt: '2026-11-20T10:00:00Z',
        source: 'checkout',
      },
    ],
  };
}

async function each<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

function sendMessage(kind: string, value: unknown): void {
  process.send?.({ kind, value });
}
