import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handler } from '../src/server/index.ts';
import type { Desk } from './desk.ts';
import { clockNow, readVisit, shopNow } from './visit.ts';
import { termsFor } from './ways.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Everything below `/{shop}/waybill`, answered by `waybill/server`: orders at the shop's own time, estimates at
 * the time that a visitor chose to see.
 */
export function waybillListener({ built, shop, backEnd }: Desk): (path: string, query: URLSearchParams) => Listener {
  const { server, node } = built;
  const { handler, store } = backEnd;
  const now = (): number => clockNow(shop);
  const orders = node.toNodeListener(withDate(handler, now));
  return (path, query) => {
    if (path !== 'waybill/estimates') return orders;
    const visit = readVisit(shop, query);
    const seen = (): number => shopNow(shop, visit);
    const estimates = server.createHandler({ store, terms: termsFor(shop, visit), basePath: `/${shop.id}/waybill`, now: seen });
    return node.toNodeListener(withDate(estimates, seen));
  };
}

/** With the shop's time as the answer's `Date`: the widgets take their clock from there. */
function withDate(handler: Handler, now: () => number): (...asked: Parameters<Handler>) => Promise<Response> {
  return async (...asked) => {
    const response = await handler(...asked);
    response.headers.set('date', new Date(now()).toUTCString());
    return response;
  };
}
