import type { IncomingMessage } from 'node:http';
import type { Cancellation, Order } from 'waybill/contract';
import { deriveOrderSummary } from 'waybill/order';
import type { WebhookDelivery, Incident } from 'waybill/server';
import {
  createHtmlResponse,
  createProblemResponse,
  createRedirectResponse,
  type PageResponse,
} from '../http/page-response.ts';
import { readBody } from '../http/read-body.ts';
import { isLoopbackRequest, isSameOriginRequest } from '../http/request-origin.ts';
import { renderStaffHome } from '../pages/staff-home.ts';
import { renderStaffOrder } from '../pages/staff-order.ts';
import { renderStaffMatches } from '../pages/staff-matches.ts';
import { renderUndoForm } from '../pages/staff-step-forms.ts';
import { formatStaffUrl, renderStaffPage, type StaffPageContent } from '../pages/staff-layout.ts';
import { requestShopSide, type StaffContext } from './staff-context.ts';
import { findByCode } from './find-by-code.ts';
import { findReason, rejectionReasons } from './reasons.ts';
import { formatRefusal, type RefusalMessage } from './refusal-message.ts';
import { parseScanForm } from './parse-scan-form.ts';
import { canRetract, isStaffStep } from './staff-steps.ts';
import { formatScanResult } from './staff-formatting.ts';

const MAX_FORM_BYTES = 16 * 1024;
const MAX_RECENT = 12;

/** Answers the pages of the staff; `path` begins with `staff`. */
export async function handleStaffRequest(
  context: StaffContext,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<PageResponse> {
  // The demo has no sign-in: only this machine sees the staff's pages.
  if (!isLoopbackRequest(request)) return createProblemResponse(404, 'not-found', 'Not found');
  const [, message, orderId = '', requestId] =
    /^staff(?:\/(messages)|\/orders\/([\w-]{1,64})(?:\/requests\/([\w-]{1,64}))?)?$/.exec(path) ?? [];
  if (request.method === 'POST') {
    if (!isSameOriginRequest(request))
      return createProblemResponse(403, 'action-not-allowed', 'Only a page of the shop may send this');
    const body = await readBody(request, MAX_FORM_BYTES);
    if (body === undefined) return createProblemResponse(413, 'validation', 'The form is too large');
    const form = new URLSearchParams(body);
    if (message) return handleReplay(context, form);
    const order = await context.backEnd.store.getOrder(orderId);
    if (!order) return notFoundResponse(context);
    return requestId === undefined ? handleScan(context, order, form) : handleDecision(context, order, requestId, form);
  }
  const code = query.get('code')?.trim();
  if (path === 'staff' && code) return handleSearch(context, code);
  if (path === 'staff')
    return createHtmlResponse(
      renderStaffPage(context, {
        ...(await createHomeContent(context)),
        statusMessage: formatReplay(query.get('replayed')),
      }),
    );
  const order = requestId === undefined ? await context.backEnd.store.getOrder(orderId) : undefined;
  return order
    ? createHtmlResponse(renderStaffPage(context, await createOrderContent(context, order, query)))
    : notFoundResponse(context);
}

async function handleSearch(context: StaffContext, code: string): Promise<PageResponse> {
  const matches = await findByCode(context, code);
  const [only] = matches;
  if (only && matches.length === 1) {
    const parcel = only.parcelId === undefined ? '' : `?parcel=${encodeURIComponent(only.parcelId)}`;
    return createRedirectResponse(formatStaffUrl(context, `orders/${only.order.id}${parcel}`));
  }
  const content = await createHomeContent(context);
  if (!only)
    return createHtmlResponse(
      renderStaffPage(context, { ...content, code, statusMessage: `No order or parcel has the code “${code}”.` }),
      404,
    );
  const statusMessage = `More than one order has “${code}”.`;
  const main = renderStaffMatches(context, matches);
  return createHtmlResponse(renderStaffPage(context, { title: 'Choose an order', code, statusMessage, main }));
}

async function createHomeContent(context: StaffContext): Promise<StaffPageContent> {
  const [incidentsResult, deadLettersResult, recent] = await Promise.all([
    requestShopSide<{ incidents: readonly Incident[] }>(context, 'incidents?resolved=true&limit=100'),
    requestShopSide<{ deadLetters: readonly WebhookDelivery[] }>(context, 'dead-letters?limit=50'),
    context.backEnd.store.listRecentOrders(MAX_RECENT),
  ]);
  const incidents = incidentsResult.ok ? incidentsResult.data.incidents : [];
  const ids = [...new Set(incidents.map(({ orderId }) => orderId))];
  const orders = await Promise.all(ids.map((id) => context.backEnd.store.getOrder(id)));
  const numbers = new Map(orders.flatMap((order) => (order ? [[order.id, order.number ?? order.id] as const] : [])));
  const deadLetters = deadLettersResult.ok ? deadLettersResult.data.deadLetters : [];
  return { title: 'Overdue', main: renderStaffHome(context, { incidents, deadLetters, recent, numbers }) };
}

/** `query`: the parcel on top (`parcel`), the last scan (`scan`) and the last decision (`decision`), for the status. */
async function createOrderContent(
  context: StaffContext,
  order: Order,
  query: URLSearchParams,
  refusal?: RefusalMessage,
): Promise<StaffPageContent> {
  const { shop } = context.page;
  const scan = order.events.find(({ id }) => id === query.get('scan'));
  const decision = query.get('decision');
  const locked = await context.backEnd.store.withLockedOrder(order.id, async ({ pending, incidents }) => ({
    pending,
    incidents,
  }));
  const summary = deriveOrderSummary(order, { now: context.now, timeZone: shop.timeZone });
  const parcel = query.get('parcel') ?? scan?.shipmentId;
  return {
    title: order.number ?? order.id,
    statusMessage: scan
      ? formatScanResult(scan, order, shop.timeZone, context.now)
      : decision
        ? await formatDecision(context, order, decision)
        : undefined,
    undo: scan && canRetract(order, scan) ? renderUndoForm(context, order, scan) : undefined,
    main: renderStaffOrder(context, { order, summary, selectedParcelId: parcel, refusal, ...locked }),
  };
}

async function handleScan(context: StaffContext, order: Order, form: URLSearchParams): Promise<PageResponse> {
  const body = parseScanForm(form, order, { language: context.page.shop.language, now: context.now });
  const refuse = async (refusal: RefusalMessage): Promise<PageResponse> => {
    const current = (await context.backEnd.store.getOrder(order.id)) ?? order;
    return createHtmlResponse(
      renderStaffPage(
        context,
        await createOrderContent(context, current, new URLSearchParams({ parcel: form.get('parcel') ?? '' }), refusal),
      ),
      409,
    );
  };
  if ('error' in body) return refuse({ text: body.error, missingStep: undefined });
  const result = await requestShopSide<Order>(context, `orders/${order.id}/events`, body);
  const step = form.get('step');
  if (!result.ok) return refuse(formatRefusal(result.problem, isStaffStep(step) ? step : undefined));
  return createRedirectResponse(formatStaffUrl(context, `orders/${order.id}?scan=${encodeURIComponent(body.id)}`));
}

async function handleDecision(
  context: StaffContext,
  order: Order,
  requestId: string,
  form: URLSearchParams,
): Promise<PageResponse> {
  const status = form.get('status') === 'completed' ? 'completed' : 'rejected';
  const reason =
    status === 'rejected' ? findReason(rejectionReasons, form.get('reason'), context.page.shop.language) : undefined;
  const result = await requestShopSide(context, `orders/${order.id}/cancellations/${requestId}/decision`, {
    status,
    ...(reason && { reason }),
  });
  if (result.ok) return createRedirectResponse(formatStaffUrl(context, `orders/${order.id}?decision=${requestId}`));
  return createHtmlResponse(
    renderStaffPage(
      context,
      await createOrderContent(context, order, new URLSearchParams(), formatRefusal(result.problem, undefined)),
    ),
    409,
  );
}

async function formatDecision(context: StaffContext, order: Order, id: string): Promise<string | undefined> {
  if (!/^[\w-]{1,64}$/.test(id)) return undefined;
  const result = await requestShopSide<Cancellation>(context, `orders/${order.id}/cancellations/${id}`);
  if (!result.ok) return undefined;
  const { status, reason } = result.data;
  if (status === 'completed') return `Accepted: the request for ${order.number ?? order.id}. The customer is notified.`;
  if (reason?.code === 'already-shipped') return 'Not accepted: the parcel has left already. The customer is notified.';
  return `Refused: the request for ${order.number ?? order.id}. The customer is notified.`;
}

async function handleReplay(context: StaffContext, form: URLSearchParams): Promise<PageResponse> {
  const subscriber = form.get('subscriber') ?? '';
  const result = await requestShopSide(
    context,
    `dead-letters/${encodeURIComponent(form.get('message') ?? '')}/replay`,
    {
      subscriber,
    },
  );
  if (result.ok) return createRedirectResponse(`${formatStaffUrl(context)}?replayed=${encodeURIComponent(subscriber)}`);
  return createHtmlResponse(
    renderStaffPage(context, {
      ...(await createHomeContent(context)),
      statusMessage: 'This message no longer exists.',
    }),
    404,
  );
}

const formatReplay = (subscriber: string | null): string | undefined =>
  subscriber === null ? undefined : `Sent again to ${subscriber.slice(0, 64)}.`;

async function notFoundResponse(context: StaffContext): Promise<PageResponse> {
  return createHtmlResponse(
    renderStaffPage(context, { ...(await createHomeContent(context)), statusMessage: 'Order not found.' }),
    404,
  );
}
