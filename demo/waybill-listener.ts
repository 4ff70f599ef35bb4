import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHandler, type Handler } from 'waybill/server';
import { toNodeListener } from 'waybill/server/node';
import { applyShippingChoice } from './compute-estimates.ts';
import { parseSession } from './session.ts';
import type { ShopContext } from './shop-context.ts';
import { getSessionTime, getShopTime } from './shop-time.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers every request below `/{shop}/waybill` with `waybill/server`. Orders follow the shop's clock, estimates
 * follow the session's clock. The answers about an order are lost during an outage of its story.
 */
export function createWaybillListener({
  shop,
  backEnd,
}: ShopContext): (path: string, query: URLSearchParams) => Listener {
  const { handler, store, outages } = backEnd;
  const shopNow = (): number => getShopTime(shop);
  const ordersListener = toNodeListener(withDateHeader(handler, shopNow));
  return (path, query) => {
    const [, orderId] = /^waybill\/orders\/([\w-]+)/.exec(path) ?? [];
    if (orderId !== undefined) {
      const listener = toNodeListener(withDateHeader(outages.wrapHandler(handler, orderId), shopNow));
      return (request, response) => {
        outages.track(orderId, response);
        listener(request, response);
      };
    }
    if (path !== 'waybill/estimates') return ordersListener;
    const session = parseSession(shop, query);
    const now = (): number => getSessionTime(shop, session);
    const terms = applyShippingChoice(shop, session);
    const estimates = createHandler({ store, terms, basePath: `/${shop.id}/waybill`, now });
    return toNodeListener(withDateHeader(estimates, now));
  };
}

/** Sets the `Date` header to the given clock: the elements derive their clock from that header. */
function withDateHeader(
  handler: (...request: Parameters<Handler>) => Promise<Response>,
  now: () => number,
): (...request: Parameters<Handler>) => Promise<Response> {
  return async (...request) => {
    const response = await handler(...request);
    response.headers.set('date', new Date(now()).toUTCString());
    return response;
  };
}
