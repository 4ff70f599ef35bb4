import type { IncomingMessage } from 'node:http';
import type { Desk } from '../desk.ts';
import { json, page, problem, redirect, type Answer } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import { isOwnPage } from '../http/own-page.ts';
import { accountPage } from '../pages/account.ts';
import type { Place } from '../pages/layout.ts';
import { missingPage } from '../pages/missing.ts';
import { orderPage } from '../pages/order.ts';
import { href } from '../visit.ts';

const LARGEST_FORM = 1024;

/** The account's pages: `account`, `account/{id}`, and `account/{id}/story` for the demo's own panel. */
export async function answerAccount(desk: Desk, place: Place, request: IncomingMessage): Promise<Answer> {
  const { account } = desk;
  const [, asked = '', more] = place.path.split('/');
  await account.open(place.visit);
  if (asked === '') {
    await account.refresh(place.visit);
    return page(accountPage(place, await account.list()));
  }
  const id = account.newestLike(asked);
  if (more === 'story') return answerStory(desk, place, request, id);
  if (more === undefined && id !== asked) return redirect(href(place.shop, place.visit, `account/${id}`));
  const order = await account.order(id);
  return order && more === undefined ? page(orderPage(place, order, account.storyOf(order))) : page(missingPage(place), 404);
}

/** Answers with the address of another page where it is told of another order now. */
async function answerStory({ account }: Desk, place: Place, request: IncomingMessage, id: string): Promise<Answer> {
  const { shop, visit, path } = place;
  let shown = id;
  if (request.method === 'POST') {
    if (!isOwnPage(request)) return problem(403, 'action-not-allowed', 'This may only be sent by the panel');
    const form = new URLSearchParams((await readBody(request, LARGEST_FORM)) ?? '');
    if (form.get('do') === 'next') await account.next(id, visit);
    else if (form.get('do') === 'over') shown = await account.startOver(id, form.get('story') ?? undefined, visit);
    else return problem(400, 'validation', 'There is no such thing to do');
    if (!/\bjson\b/.test(request.headers.accept ?? '')) return redirect(href(shop, visit, `account/${shown}`));
  }
  const order = await account.order(shown);
  const story = order && account.storyOf(order);
  if (!story) return problem(404, 'not-found', 'Nothing can be told of it');
  const address = path === `account/${shown}/story` ? undefined : href(shop, visit, `account/${shown}`);
  return json({ ...story, id: shown, address, ahead: shop.clock.passed });
}
