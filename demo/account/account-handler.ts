import type { IncomingMessage } from 'node:http';
import type { ShopContext } from '../shop-context.ts';
import {
  createJsonResponse,
  createHtmlResponse,
  createProblemResponse,
  createRedirectResponse,
  type PageResponse,
} from '../http/page-response.ts';
import { readBody } from '../http/read-body.ts';
import { isSameOriginRequest } from '../http/request-origin.ts';
import { renderAccountPage } from '../pages/account.ts';
import type { PageContext } from '../pages/layout.ts';
import { renderNotFoundPage } from '../pages/not-found.ts';
import { renderOrderPage } from '../pages/order.ts';
import { formatPageUrl } from '../session.ts';

const MAX_FORM_BYTES = 1024;

/** Answers `account`, `account/{id}`, and `account/{id}/story`, which the demo's story panel requests. */
export async function handleAccountRequest(
  shopContext: ShopContext,
  context: PageContext,
  request: IncomingMessage,
): Promise<PageResponse> {
  const { stories } = shopContext;
  const [, requestedId = '', more] = context.path.split('/');
  await stories.placeExamples(context.session);
  if (requestedId === '') {
    await stories.replaceStaleExamples(context.session);
    return createHtmlResponse(renderAccountPage(context, await stories.listOrders()));
  }
  const id = stories.resolveOrderId(requestedId);
  if (more === 'story') return handleStoryRequest(shopContext, context, request, id);
  if (more === undefined && id !== requestedId)
    return createRedirectResponse(formatPageUrl(context.shop, context.session, `account/${id}`));
  const order = await stories.getOrder(id);
  return order && more === undefined
    ? createHtmlResponse(renderOrderPage(context, order, stories.deriveStoryState(order)))
    : createHtmlResponse(renderNotFoundPage(context), 404);
}

/** Performs a command of the story panel. After a restart the response holds the `url` of the new order's page. */
async function handleStoryRequest(
  { stories }: ShopContext,
  context: PageContext,
  request: IncomingMessage,
  id: string,
): Promise<PageResponse> {
  const { shop, session, path } = context;
  let shownId = id;
  if (request.method === 'POST') {
    if (!isSameOriginRequest(request))
      return createProblemResponse(403, 'action-not-allowed', 'Only the story panel may send this');
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)) ?? '');
    if (form.get('command') === 'next') await stories.runNextStep(id, session);
    else if (form.get('command') === 'restart')
      shownId = await stories.startOver(id, form.get('story') ?? undefined, session);
    else return createProblemResponse(400, 'validation', 'Unknown command');
    if (!/\bjson\b/.test(request.headers.accept ?? ''))
      return createRedirectResponse(formatPageUrl(shop, session, `account/${shownId}`));
  }
  const order = await stories.getOrder(shownId);
  const story = order && stories.deriveStoryState(order);
  if (!story) return createProblemResponse(404, 'not-found', 'No story for this order');
  const url = path === `account/${shownId}/story` ? undefined : formatPageUrl(shop, session, `account/${shownId}`);
  return createJsonResponse({ ...story, id: shownId, url, timeOffset: shop.clock.elapsedSeconds });
}
