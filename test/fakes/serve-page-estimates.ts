import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { KoaContext, KoaMiddleware } from './koa-context.ts';

const received = new Map<string, string[]>();

/**
 * Serves `/pages/endpoint?run=<any>` as an endpoint: every estimate is 4 May 2099.
 * `/pages/received?run=<the same>` returns the bodies of its requests, byte for byte.
 */
export const servePageEstimates: KoaMiddleware = async (context, next) => {
  const run = String(context.query['run']);
  if (context.path === '/pages/received') {
    context.body = received.get(run) ?? [];
    return undefined;
  }
  if (context.path !== '/pages/endpoint/estimates') return next();
  const body = await text((context as KoaContext & { req: IncomingMessage }).req);
  received.set(run, [...(received.get(run) ?? []), body]);
  const { requests } = JSON.parse(body) as { requests: { id: string }[] };
  context.body = requests.map(({ id }) => ({
    id: 'standard',
    request: id,
    kind: 'delivery',
    window: { from: '2099-05-04' },
    timeZone: 'UTC',
    validUntil: '2099-01-01T00:00:00Z',
  }));
  return undefined;
};
