import type { IncomingMessage } from 'node:http';
import { answerAccount } from './account/routes.ts';
import type { Desk } from './desk.ts';
import { readAhead } from './pages/bar.ts';
import type { Built } from './dist.ts';
import { json, page, problem, redirect, type Answer } from './http/answer.ts';
import { readBody } from './http/body.ts';
import { isLocal } from './http/own-page.ts';
import { receiptOf } from './receipts.ts';
import { cartPage } from './pages/cart.ts';
import { checkoutPage } from './pages/checkout.ts';
import { confirmationPage } from './pages/confirmation.ts';
import type { Place } from './pages/layout.ts';
import { listing } from './pages/listing.ts';
import { missingPage } from './pages/missing.ts';
import { outboxPage } from './pages/outbox.ts';
import { productPage } from './pages/product.ts';
import { findVariant, type Shop } from './shops/shop.ts';
import { answerStaff } from './staff/routes.ts';
import { clockNow, href, isOfOrders, readVisit, withQuantity, type Visit } from './visit.ts';
import { termsFor } from './ways.ts';

/** What a shop answers; `path` is without the shop's own part. */
export async function answerShop(desk: Desk, request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
  const { built, shop, backEnd } = desk;
  const isPrivate = isOfOrders(path);
  const visit = { ...readVisit(shop, query), ...(isPrivate && { ahead: 0 }) };
  const place = { built, shop, visit, path };
  // The demo's one customer is whoever sits at this machine.
  if (isPrivate && !isLocal(request)) return page(missingPage(place), 404);
  if (/^staff(?:\/|$)/.test(path)) return answerStaff({ backEnd, place, now: clockNow(shop) }, request, path, query);
  if (/^account\/[^/]+\/story$/.test(path)) return answerAccount(desk, place, request);
  if (request.method === 'POST') {
    if (path === 'orders') return placeOrder(desk, visit, request);
    return problem(405, 'validation', 'Nothing can be sent here');
  }
  if (path === 'terms.json') return json(termsFor(shop, visit));
  if (path === 'outbox') return page(outboxPage(place, desk.outbox));
  if (isPrivate) return answerAccount(desk, place, request);
  const changed = changedVisit(built, shop, visit, path, query);
  if (changed) return redirect(href(shop, changed, path));
  return answerPage(desk, place);
}

function answerPage({ state }: Desk, place: Place): Answer {
  const { shop, visit, path } = place;
  const [folder, id = ''] = path.split('/');
  if (path === '') return page(listing(place));
  if (path === 'cart') return page(cartPage(place));
  if (path === 'checkout') {
    return visit.cart.length > 0 ? page(checkoutPage(place)) : redirect(href(shop, visit, 'cart'));
  }
  const product = folder === 'p' && shop.products.find((each) => each.id === id);
  if (product) return page(productPage(place, product));
  const receipt = folder === 'orders' && state.receipt(id);
  return receipt ? page(confirmationPage(place, receipt)) : page(missingPage(place), 404);
}

/** What a form of the pages changes of a visit; `undefined` where it changes nothing. */
function changedVisit(built: Built, shop: Shop, visit: Visit, path: string, query: URLSearchParams): Visit | undefined {
  if (query.has('now') || query.has('at')) return { ...visit, ahead: readAhead(built, shop, query) ?? visit.ahead };
  if (path === 'checkout' && query.has('country')) {
    const to = [query.get('country'), query.get('postal')?.trim()].filter(Boolean).join('-');
    return readVisit(shop, new URLSearchParams({ ...Object.fromEntries(query), to }));
  }
  if (path !== 'cart') return undefined;
  const added = query.get('add') ?? '';
  if (findVariant(shop, added)) {
    const present = visit.cart.find(({ sku }) => sku === added)?.quantity ?? 0;
    const quantity = Number(query.get('quantity') ?? 1);
    return { ...visit, cart: withQuantity(visit.cart, added, present + (quantity >= 1 ? quantity : 1)) };
  }
  const set = visit.cart.filter(({ sku }) => query.has(`quantity.${sku}`));
  if (set.length === 0) return undefined;
  const quantityOf = (sku: string): number => Number(query.get(`quantity.${sku}`));
  return { ...visit, cart: set.reduce((lines, { sku }) => withQuantity(lines, sku, quantityOf(sku)), [...visit.cart]) };
}

/**
 * An order goes by the shop's own time: whoever looks ahead takes everyone along, and whoever looks back orders
 * at the time it is.
 */
async function placeOrder(desk: Desk, visit: Visit, request: IncomingMessage): Promise<Answer> {
  const { built, shop, account, state } = desk;
  const form = new URLSearchParams((await readBody(request)) ?? '');
  const then = { ...visit, ahead: Math.max(0, visit.ahead) };
  const receipt = receiptOf(built, shop, then, form.get('way') ?? '', parsePromise(form.get('promise')));
  if (!receipt) return redirect(href(shop, visit, 'checkout'));
  account.letPass(then.ahead);
  await account.place(receipt, visit);
  state.keepReceipt(receipt);
  return redirect(href(shop, { ...visit, ahead: 0, cart: [] }, `orders/${receipt.id}`));
}

function parsePromise(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
