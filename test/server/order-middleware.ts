import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context, Middleware } from './middleware-context.ts';
import { createOrderHandler } from './order-server.ts';

const PREFIX = '/order-server';

const { handle } = createOrderHandler(PREFIX);

/** The misbehaving server on the page's own origin: `new OrderControl(`${location.origin}/order-server`, …)`. */
export const orderServer: Middleware = async (context, next) => {
  if (!context.path.startsWith(`${PREFIX}/`)) return next();
  const raw = context as Context & { req: IncomingMessage; res: ServerResponse; respond: boolean };
  // Answered on the socket itself: streams, cuts and delays are none of the framework's business.
  raw.respond = false;
  raw.res.statusCode = 200;
  return handle(raw.req, raw.res);
};
