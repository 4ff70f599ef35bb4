import { eventsForCustomer } from './for-customer.ts';
import { Failure, json, serverTime, type Call, type Desk } from './desk.ts';
import { readCursor } from './versions.ts';

/** Asked of a client that finds all places taken. */
const fullRetryMs = 30_000;

/** `GET /orders/{id}/events`: a stream unless JSON is asked for. */
export async function followOrder(desk: Desk, call: Call): Promise<Response> {
  const { request, url, path, admitted } = call;
  const after = url.searchParams.get('after') ?? request.headers.get('last-event-id');
  if (wantsJson(request)) return listEvents(desk, call, after);

  const opened = await desk.hub.open({
    orderId: path['id'] ?? '',
    caller: admitted.caller,
    expiresAt: admitted.expiresAt,
    cursor: readCursor(after),
    signal: request.signal,
  });
  switch (opened.kind) {
    case 'unknown':
      throw new Failure('order-not-found');
    case 'too-many':
      throw new Failure('rate-limited', { detail: 'Too many streams are open.', retryAfterMs: fullRetryMs });
    case 'ended':
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
    case 'open':
      return new Response(opened.body, {
        status: 200,
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store, no-transform',
          // Proxies are told to pass on what comes when it comes.
          'x-accel-buffering': 'no',
        },
      });
  }
}

/** Of what is accepted, the stream stands for everything but JSON alone. */
function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return /\bapplication\/json\b/i.test(accept) && !/\btext\/event-stream\b/i.test(accept);
}

/**
 * The events after a cursor, which is an event's id or a version. Of an older version it is not known which
 * events it had: all are sent, and their ids tell which are new.
 */
async function listEvents(desk: Desk, { path, admitted }: Call, after: string | null): Promise<Response> {
  const order = await desk.store.order(path['id'] ?? '');
  if (!order) throw new Failure('order-not-found');
  const { epoch } = desk.store;
  const isCurrent = after === `${epoch}.${order.version}`;
  const place = order.events.findIndex(({ id }) => id === after);
  const events = isCurrent ? [] : order.events.slice(place + 1);
  const shown = admitted.kind === 'shop' ? events : eventsForCustomer(events);
  return json({ events: shown, epoch, version: order.version, serverTime: serverTime(desk) });
}
