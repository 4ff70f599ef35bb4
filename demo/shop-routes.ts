import type { IncomingMessage } from 'node:http';
import { answerAccount } from './account/routes.ts';
import type { Account } from './account/account.ts';
import { readAhead } from './pages/bar.ts';
import type { Built } from './dist.ts';
import { answerEstimates } from './estimates-route.ts';
import { json, page, problem, redirect, type Answer } from './http/answer.ts';
import { readBody } from './http/body.ts';
import { answerOrders } from './orders/routes.ts';
import type { Receipts } from './receipts.ts';
import { cartPage } from './pages/cart.ts';
import { checkoutPage } from './pages/checkout.ts';
import { confirmationPage } from './pages/confirmation.ts';
import type { Place } from './pages/layout.ts';
import { listing } from './pages/listing.ts';
import { missingPage } from './pages/missing.ts';
import { productPage } from './pages/product.ts';
import { findVariant, type Shop } from './shops/shop.ts';
import { sceneryOf } from './stories/scenery.ts';
import { href, readVisit, shopNow, withQuantity, type Visit } from './visit.ts';
import { termsFor } from './ways.ts';

type Desk = { built: Built; receipts: Receipts; account: Account };

/** What a shop answers; `path` is without the shop's own part. */
export async function answerShop(
  { built, receipts, account }: Desk,
  shop: Shop,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<Answer> {
  const visit = readVisit(shop, query);
  const place = { built, shop, visit, path };
  if (path.startsWith('waybill/orders/')) {
    const { reported: text, looksForIt: what } = sceneryOf(shop, visit.language).says;
    const { contract } = built;
    const desk = { contract, book: account.book, now: () => shopNow(shop, visit), missing: { text, what } };
    // A page may be older than this run of the demo: its orders are there again.
    if (account.book.list(1).length === 0) account.open(visit);
    return answerOrders(desk, request, path.slice('waybill/'.length), query);
  }
  if (/^account\/[^/]+\/story$/.test(path)) return answerAccount(account, place, request);
  if (request.method === 'POST') {
    if (path === 'waybill/estimates') return answerEstimates(built, shop, request, query);
    if (path === 'orders') return placeOrder({ built, receipts, account }, shop, visit, request);
    return problem(405, 'validation', 'Nothing can be sent here');
  }
  if (path === 'terms.json') return json(termsFor(shop, visit));
  const changed = changedVisit(built, shop, visit, path, query);
  if (changed) return redirect(href(shop, changed, path));
  if (/^account(\/|$)/.test(path)) return answerAccount(account, place, request);
  return answerPage(receipts, place);
}

function answerPage(receipts: Receipts, place: Place): Answer {
  const { shop, visit, path } = place;
  const [folder, id = ''] = path.split('/');
  if (path === '') return page(listing(place));
  if (path === 'cart') return page(cartPage(place));
  if (path === 'checkout') {
    return visit.cart.length > 0 ? page(checkoutPage(place)) : redirect(href(shop, visit, 'cart'));
  }
  const product = folder === 'p' && shop.products.find((each) => each.id === id);
  if (product) return page(productPage(place, product));
  const receipt = folder === 'orders' && receipts.find(shop, id);
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

async function placeOrder(
  { built, receipts, account }: Desk,
  shop: Shop,
  visit: Visit,
  request: IncomingMessage,
): Promise<Answer> {
  const form = new URLSearchParams((await readBody(request)) ?? '');
  const receipt = receipts.place(built, shop, visit, form.get('way') ?? '', parsePromise(form.get('promise')));
  if (!receipt) return redirect(href(shop, visit, 'checkout'));
  account.place(receipt, visit);
  return redirect(href(shop, { ...visit, cart: [] }, `orders/${receipt.id}`));
}

function parsePromise(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
