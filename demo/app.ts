import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cdnFolder } from './cdn-files.ts';
import { createHtmlResponse, createProblemResponse, sendResponse, type PageResponse } from './http/page-response.ts';
import { readStaticFile } from './http/static-file.ts';
import { renderHomePage } from './pages/home.ts';
import { parseSession } from './session.ts';
import { openShopContext, type ShopContext, type ShopContextOptions } from './shop-context.ts';
import { handleShopRequest } from './shop-handler.ts';
import { getSessionTime } from './shop-time.ts';
import { loadShops } from './shops/index.ts';
import { createWaybillListener } from './waybill-listener.ts';

export type DemoOptions = Partial<Omit<ShopContextOptions, 'origin'>> & {
  /** The machine's time, in milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
};

export type Demo = {
  /** Not yet listening. */
  server: Server;
  /** By shop id. */
  shopContexts: ReadonlyMap<string, ShopContext>;
  /** Stops the server, the back ends and the mail transports. */
  close: () => Promise<void>;
};

const assetFolder = new URL('public/', import.meta.url);
const invalidUrl = new URL('http://demo.invalid/nowhere');

/**
 * Creates one HTTP server for all shops, and a back end for each shop.
 *
 * @throws Error if a shop's terms are invalid or its orders cannot be opened
 */
export async function createDemo({ now: systemNow = Date.now, ...options }: DemoOptions = {}): Promise<Demo> {
  const shops = loadShops(systemNow);
  const server = createServer();
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`;
  const defaults = { folder: undefined, database: undefined, smtp: undefined, shopKey: undefined, log: console.log };
  const contexts = await Promise.all(shops.map((shop) => openShopContext(shop, { ...defaults, ...options, origin })));
  const shopContexts = new Map(contexts.map((context) => [context.shop.id, context]));
  const listeners = new Map(contexts.map((context) => [context.shop.id, createWaybillListener(context)]));

  async function handle(request: IncomingMessage, path: string, query: URLSearchParams): Promise<PageResponse> {
    const [, first = '', rest = ''] = /^\/([^/]*)(?:\/(.*))?$/.exec(path) ?? [];
    const shopContext = shopContexts.get(first);
    if (shopContext) return handleShopRequest(shopContext, request, rest, query);
    if (path === '/') return createHtmlResponse(renderHomePage(shops));
    const folder = first === 'assets' ? assetFolder : first === 'waybill' ? cdnFolder : undefined;
    const file = folder && (await readStaticFile(folder, rest));
    return file ?? createProblemResponse(404, 'not-found', 'Not found');
  }

  server.on('request', (request, response) => {
    const { pathname, searchParams } = URL.parse(request.url ?? '', 'http://demo.invalid') ?? invalidUrl;
    const shop = shops.find(({ id }) => pathname.startsWith(`/${id}/`));
    const path = pathname.slice((shop?.id.length ?? 0) + 2);
    const listener = shop && listeners.get(shop.id);
    if (listener && path.startsWith('waybill/')) return listener(path, searchParams)(request, response);
    const isHead = request.method === 'HEAD';
    const now = shop ? getSessionTime(shop, parseSession(shop, searchParams)) : systemNow();
    const isSupported = ['GET', 'HEAD', 'POST'].includes(request.method ?? '');
    const refusal = createProblemResponse(405, 'validation', 'Method not supported');
    Promise.resolve(isSupported ? handle(request, pathname, searchParams) : refusal)
      .catch((error: unknown) => {
        console.error(error);
        return createProblemResponse(500, 'internal', 'Internal error');
      })
      .then((page) => sendResponse(response, page, now, isHead))
      .catch(() => response.destroy());
  });

  async function close(): Promise<void> {
    server.close();
    await Promise.all(contexts.map(({ backEnd }) => backEnd.close()));
    for (const { notifications } of contexts) notifications.close();
    server.closeAllConnections();
  }

  return { server, shopContexts, close };
}
