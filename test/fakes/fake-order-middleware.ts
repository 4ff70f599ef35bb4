import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContext, KoaMiddleware } from './koa-context.ts';
import { createFakeOrderHandler } from './fake-order-server.ts';

const PREFIX = '/fake-orders';

const { handle } = createFakeOrderHandler(PREFIX);

/** The fake order server on the page's own origin: `new FakeOrderControl(`${location.origin}/fake-orders`, …)`. */
export const fakeOrderMiddleware: KoaMiddleware = async (context, next) => {
  if (!context.path.startsWith(`${PREFIX}/`)) return next();
  const raw = context as KoaContext & { req: IncomingMessage; res: ServerResponse; respond: boolean };
  // Koa must not touch the response: the handler streams, cuts and delays it.
  raw.respond = false;
  raw.res.statusCode = 200;
  return handle(raw.req, raw.res);
};
