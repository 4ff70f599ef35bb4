import type { IncomingMessage } from 'node:http';
import { json, page, problem, redirect, type Answer } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import { isOwnPage } from '../http/own-page.ts';
import { accountPage } from '../pages/account.ts';
import type { Place } from '../pages/layout.ts';
import { missingPage } from '../pages/missing.ts';
import { orderPage } from '../pages/order.ts';
import { href } from '../visit.ts';
import type { Account } from './account.ts';

const LARGEST_FORM = 1024;

/** The account's pages: `account`, `account/{id}`, and `account/{id}/story` for the demo's own panel. */
export async function answerAccount(account: Account, place: Place, request: IncomingMessage): Promise<Answer> {
  const [, id, more] = place.path.split('/');
  const { visit } = place;
  account.open(visit);
  if (id === undefined || id === '') return page(accountPage(place, account.book.list(50)));
  const order = account.book.find(id)?.order;
  const story = account.storyOf(id);
  if (!order || !story) return page(missingPage(place), 404);
  if (more === 'story') return answerStory(account, place, request, id);
  return more === undefined ? page(orderPage(place, order, story)) : page(missingPage(place), 404);
}

async function answerStory(account: Account, place: Place, request: IncomingMessage, id: string): Promise<Answer> {
  const { shop, visit } = place;
  if (request.method === 'POST') {
    if (!isOwnPage(request)) return problem(403, 'action-not-allowed', 'This may only be sent by the panel');
    const form = new URLSearchParams((await readBody(request, LARGEST_FORM)) ?? '');
    if (form.get('do') === 'next') account.next(id, visit);
    else if (form.get('do') === 'over') account.startOver(id, form.get('story') ?? undefined, visit);
    else return problem(400, 'validation', 'There is no such thing to do');
    if (!/\bjson\b/.test(request.headers.accept ?? '')) return redirect(href(shop, visit, `account/${id}`));
  }
  return json({ ...account.storyOf(id), ahead: visit.ahead + shop.clock.passed });
}
