import type { IncomingMessage } from 'node:http';
import type { Cancellation, Order } from '../../src/contract/index.ts';
import type { Delivery, Incident } from '../../src/server/index.ts';
import { page, problem, redirect, type Answer } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import { isLocal, isOwnPage } from '../http/own-page.ts';
import { html } from '../html.ts';
import { staffHome } from '../pages/staff-home.ts';
import { staffOrder } from '../pages/staff-order.ts';
import { undoForm } from '../pages/staff-steps.ts';
import { staffAddress, staffPage, type StaffContent } from '../pages/staff.ts';
import { tell, type StaffDesk } from './desk.ts';
import { findByCode } from './find.ts';
import { reasonOf, REFUSALS } from './reasons.ts';
import { refusalOf, type Refusal } from './refused.ts';
import { scanOf } from './scan.ts';
import { isStep } from './steps.ts';
import { canTakeBack } from './undo.ts';
import { resultWords } from './words.ts';

const LARGEST_FORM = 16 * 1024;
const RECENT = 12;

/** The pages of those who pack, hand over and bring; `path` begins with `staff`. */
export async function answerStaff(desk: StaffDesk, request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
  // Nobody signs in here: it is whoever sits at this machine.
  if (!isLocal(request)) return problem(404, 'not-found', 'Nothing is here');
  const [, message, orderId = '', requestId] = /^staff(?:\/(messages)|\/orders\/([\w-]{1,64})(?:\/requests\/([\w-]{1,64}))?)?$/.exec(path) ?? [];
  if (request.method === 'POST') {
    if (!isOwnPage(request)) return problem(403, 'action-not-allowed', 'This may only be sent by a page of the shop');
    const body = await readBody(request, LARGEST_FORM);
    if (body === undefined) return problem(413, 'validation', 'The form is too large');
    const form = new URLSearchParams(body);
    if (message) return replay(desk, form);
    const order = await desk.backEnd.store.order(orderId);
    if (!order) return missing(desk);
    return requestId === undefined ? scan(desk, order, form) : decide(desk, order, requestId, form);
  }
  const code = query.get('code')?.trim();
  if (path === 'staff' && code) return find(desk, code);
  if (path === 'staff') return page(staffPage(desk, { ...(await home(desk)), said: replayedWords(query.get('again')) }));
  const order = requestId === undefined ? await desk.backEnd.store.order(orderId) : undefined;
  return order ? page(staffPage(desk, await orderContent(desk, order, query))) : missing(desk);
}

async function find(desk: StaffDesk, code: string): Promise<Answer> {
  const found = await findByCode(desk, code);
  const [only] = found;
  if (only && found.length === 1) {
    const parcel = only.parcel === undefined ? '' : `?parcel=${encodeURIComponent(only.parcel)}`;
    return redirect(staffAddress(desk, `orders/${only.order.id}${parcel}`));
  }
  const content = await home(desk);
  if (!only) return page(staffPage(desk, { ...content, code, said: `Nothing is known of “${code}”.` }), 404);
  const links = found.map(({ order }) => html`<li><a href="${staffAddress(desk, `orders/${order.id}`)}">${order.number ?? order.id}</a></li>`);
  const main = html`<h1 tabindex="-1">Which one?</h1><ul class="recent" role="list">${links}</ul>`;
  return page(staffPage(desk, { title: 'Which one?', code, said: `More than one order has “${code}”.`, main }));
}

async function home(desk: StaffDesk): Promise<StaffContent> {
  const [late, dead, recent] = await Promise.all([
    tell<{ incidents: readonly Incident[] }>(desk, 'incidents?resolved=true&most=100'),
    tell<{ deadLetters: readonly Delivery[] }>(desk, 'dead-letters?most=50'),
    desk.backEnd.store.recentOrders(RECENT),
  ]);
  const incidents = late.ok ? late.data.incidents : [];
  const ids = [...new Set(incidents.map(({ orderId }) => orderId))];
  const orders = await Promise.all(ids.map((id) => desk.backEnd.store.order(id)));
  const numbers = new Map(orders.flatMap((order) => (order ? [[order.id, order.number ?? order.id] as const] : [])));
  const deadLetters = dead.ok ? dead.data.deadLetters : [];
  return { title: 'What is late', main: staffHome(desk, { incidents, deadLetters, recent, numbers }) };
}

/** `query`: which parcel stands first (`parcel`), and what was just done (`done`, `decided`). */
async function orderContent(desk: StaffDesk, order: Order, query: URLSearchParams, refusal?: Refusal): Promise<StaffContent> {
  const { shop, built } = desk.place;
  const done = order.events.find(({ id }) => id === query.get('done'));
  const decided = query.get('decided');
  const undecided = await desk.backEnd.store.locked(order.id, async ({ pending, incidents }) => ({ pending, incidents }));
  const reading = built.order.readOrder(order, { now: desk.now, timeZone: shop.timeZone });
  const parcel = query.get('parcel') ?? done?.shipmentId;
  return {
    title: order.number ?? order.id,
    said: done ? resultWords(done, order, shop.timeZone, desk.now) : decided ? await decisionWords(desk, order, decided) : undefined,
    undo: done && canTakeBack(order, done) ? undoForm(desk, order, done) : undefined,
    main: staffOrder(desk, { order, reading, parcel, refusal, ...undecided }),
  };
}

async function scan(desk: StaffDesk, order: Order, form: URLSearchParams): Promise<Answer> {
  const body = scanOf(form, order, { language: desk.place.shop.language, now: desk.now });
  const refuse = async (refusal: Refusal): Promise<Answer> => {
    const known = (await desk.backEnd.store.order(order.id)) ?? order;
    return page(staffPage(desk, await orderContent(desk, known, new URLSearchParams({ parcel: form.get('parcel') ?? '' }), refusal)), 409);
  };
  if ('slip' in body) return refuse({ words: body.slip, missing: undefined });
  const told = await tell<Order>(desk, `orders/${order.id}/events`, body);
  const step = form.get('step');
  if (!told.ok) return refuse(refusalOf(told.refused, isStep(step) ? step : undefined));
  return redirect(staffAddress(desk, `orders/${order.id}?done=${encodeURIComponent(body.id)}`));
}

async function decide(desk: StaffDesk, order: Order, requestId: string, form: URLSearchParams): Promise<Answer> {
  const status = form.get('status') === 'completed' ? 'completed' : 'rejected';
  const reason = status === 'rejected' ? reasonOf(REFUSALS, form.get('reason'), desk.place.shop.language) : undefined;
  const told = await tell(desk, `orders/${order.id}/cancellations/${requestId}/decision`, { status, ...(reason && { reason }) });
  if (told.ok) return redirect(staffAddress(desk, `orders/${order.id}?decided=${requestId}`));
  return page(staffPage(desk, await orderContent(desk, order, new URLSearchParams(), refusalOf(told.refused, undefined))), 409);
}

async function decisionWords(desk: StaffDesk, order: Order, id: string): Promise<string | undefined> {
  if (!/^[\w-]{1,64}$/.test(id)) return undefined;
  const told = await tell<Cancellation>(desk, `orders/${order.id}/cancellations/${id}`);
  if (!told.ok) return undefined;
  const { status, reason } = told.data;
  if (status === 'completed') return `Accepted: the request for ${order.number ?? order.id}. The customer is told.`;
  if (reason?.code === 'already-shipped') return 'It could not be accepted: it has left already. The customer is told.';
  return `Refused: the request for ${order.number ?? order.id}. The customer is told.`;
}

async function replay(desk: StaffDesk, form: URLSearchParams): Promise<Answer> {
  const subscriber = form.get('subscriber') ?? '';
  const told = await tell(desk, `dead-letters/${encodeURIComponent(form.get('message') ?? '')}/replay`, { subscriber });
  if (told.ok) return redirect(`${staffAddress(desk)}?again=${encodeURIComponent(subscriber)}`);
  return page(staffPage(desk, { ...(await home(desk)), said: 'That message is not known anymore.' }), 404);
}

const replayedWords = (subscriber: string | null): string | undefined =>
  subscriber === null ? undefined : `It is sent to ${subscriber.slice(0, 64)} again.`;

async function missing(desk: StaffDesk): Promise<Answer> {
  return page(staffPage(desk, { ...(await home(desk)), said: 'There is no such order.' }), 404);
}
