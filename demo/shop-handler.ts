import type { IncomingMessage } from 'node:http';
import { handleAccountRequest } from './account/account-handler.ts';
import { setCartQuantity } from './cart.ts';
import { applyShippingChoice } from './compute-estimates.ts';
import {
  createJsonResponse,
  createHtmlResponse,
  createProblemResponse,
  createRedirectResponse,
  type PageResponse,
} from './http/page-response.ts';
import { readBody } from './http/read-body.ts';
import { isLoopbackRequest } from './http/request-origin.ts';
import { confirmOrder } from './order-confirmation.ts';
import { renderCartPage } from './pages/cart.ts';
import { renderCheckoutPage } from './pages/checkout.ts';
import { renderConfirmationPage } from './pages/confirmation.ts';
import type { PageContext } from './pages/layout.ts';
import { renderHelpPage } from './pages/help.ts';
import { renderListingPage } from './pages/listing.ts';
import { renderNotFoundPage } from './pages/not-found.ts';
import { renderNotificationsPage } from './pages/notifications.ts';
import { renderProductPage } from './pages/product.ts';
import { createPictureResponse } from './pictures.ts';
import { formatPageUrl, isOrderPath, parseSession, type Session } from './session.ts';
import type { ShopContext } from './shop-context.ts';
import { getShopTime } from './shop-time.ts';
import { findVariant, type Shop } from './shops/shop.ts';
import { handleStaffRequest } from './staff/staff-handler.ts';
import { parseTimeOffset } from './time-presets.ts';

/** Answers a request for one of a shop's pages; `path` does not include the shop's own segment. */
export async function handleShopRequest(
  shopContext: ShopContext,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<PageResponse> {
  const { shop, backEnd } = shopContext;
  const isOrderRoute = isOrderPath(path);
  const session = { ...parseSession(shop, query), ...(isOrderRoute && { timeOffset: 0 }) };
  const page = { shop, session, path };
  const picture = createPictureResponse(shop, path);
  if (picture) return picture;
  if (path === 'help') return createHtmlResponse(renderHelpPage(page, query.get('order') ?? ''));
  // The demo has no sign-in: only this machine sees orders.
  if (isOrderRoute && !isLoopbackRequest(request)) return createHtmlResponse(renderNotFoundPage(page), 404);
  if (/^staff(?:\/|$)/.test(path))
    return handleStaffRequest({ backEnd, page, now: getShopTime(shop) }, request, path, query);
  if (/^account\/[^/]+\/story$/.test(path)) return handleAccountRequest(shopContext, page, request);
  if (request.method === 'POST') {
    if (path === 'orders') return placeOrder(shopContext, session, request);
    return createProblemResponse(405, 'validation', 'This page accepts no data');
  }
  if (path === 'terms.json') return createJsonResponse(applyShippingChoice(shop, session));
  if (path === 'notifications') return createHtmlResponse(renderNotificationsPage(page, shopContext.notifications));
  if (isOrderRoute) return handleAccountRequest(shopContext, page, request);
  const changed = applyFormToSession(shop, session, path, query);
  if (changed) return createRedirectResponse(formatPageUrl(shop, changed, path));
  return handlePageRequest(shopContext, page);
}

function handlePageRequest({ state }: ShopContext, page: PageContext): PageResponse {
  const { shop, session, path } = page;
  const [folder, id = ''] = path.split('/');
  if (path === '') return createHtmlResponse(renderListingPage(page));
  if (path === 'cart') return createHtmlResponse(renderCartPage(page));
  if (path === 'checkout') {
    return session.cart.length > 0
      ? createHtmlResponse(renderCheckoutPage(page))
      : createRedirectResponse(formatPageUrl(shop, session, 'cart'));
  }
  const product = folder === 'p' && shop.products.find((each) => each.id === id);
  if (product) return createHtmlResponse(renderProductPage(page, product));
  const confirmation = folder === 'orders' && state.getConfirmation(id);
  return confirmation
    ? createHtmlResponse(renderConfirmationPage(page, confirmation))
    : createHtmlResponse(renderNotFoundPage(page), 404);
}

/** Applies a submitted form to the session; `undefined` if the query holds no form. */
function applyFormToSession(shop: Shop, session: Session, path: string, query: URLSearchParams): Session | undefined {
  if (query.has('now') || query.has('at'))
    return { ...session, timeOffset: parseTimeOffset(shop, query) ?? session.timeOffset };
  if (path === 'checkout' && query.has('country')) {
    const to = [query.get('country'), query.get('postal')?.trim()].filter(Boolean).join('-');
    return parseSession(shop, new URLSearchParams({ ...Object.fromEntries(query), to }));
  }
  return path === 'cart' ? applyCartForm(shop, session, query) : undefined;
}

/** `add=sku&quantity=2` adds to the cart, `quantity.sku=3` replaces a quantity. */
function applyCartForm(shop: Shop, session: Session, query: URLSearchParams): Session | undefined {
  const { cart } = session;
  const added = query.get('add') ?? '';
  if (findVariant(shop, added)) {
    const present = cart.find(({ sku }) => sku === added)?.quantity ?? 0;
    const quantity = Number(query.get('quantity') ?? 1);
    return { ...session, cart: setCartQuantity(cart, added, present + (quantity >= 1 ? quantity : 1)) };
  }
  const changed = cart.filter(({ sku }) => query.has(`quantity.${sku}`));
  if (changed.length === 0) return undefined;
  const getQuantity = (sku: string): number => Number(query.get(`quantity.${sku}`));
  return {
    ...session,
    cart: changed.reduce((lines, { sku }) => setCartQuantity(lines, sku, getQuantity(sku)), [...cart]),
  };
}

/**
 * Places an order at the shop's own time. If the visitor chose a later time, the shop's clock advances to it; if the
 * visitor chose an earlier time, the clock stays.
 */
async function placeOrder(shopContext: ShopContext, session: Session, request: IncomingMessage): Promise<PageResponse> {
  const { shop, stories, state } = shopContext;
  const form = new URLSearchParams((await readBody(request)) ?? '');
  const orderSession = { ...session, timeOffset: Math.max(0, session.timeOffset) };
  const confirmation = confirmOrder(shop, orderSession, form.get('option') ?? '', parsePromise(form.get('promise')));
  if (!confirmation) return createRedirectResponse(formatPageUrl(shop, session, 'checkout'));
  stories.advanceClock(orderSession.timeOffset);
  await stories.placeOrder(confirmation, session);
  state.saveConfirmation(confirmation);
  return createRedirectResponse(
    formatPageUrl(shop, { ...session, timeOffset: 0, cart: [] }, `orders/${confirmation.id}`),
  );
}

function parsePromise(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
