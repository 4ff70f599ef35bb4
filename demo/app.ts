import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDesk, type Desk, type DeskOptions } from './desk.ts';
import { loadBuilt } from './dist.ts';
import { page, problem, send, type Answer } from './http/answer.ts';
import { file } from './http/files.ts';
import { homePage } from './pages/home.ts';
import { answerShop } from './shop-routes.ts';
import { loadShops } from './shops/index.ts';
import { readVisit, shopNow } from './visit.ts';
import { waybillListener } from './waybill-routes.ts';

export type DemoOptions = Partial<Omit<DeskOptions, 'origin'>> & {
  /** Folder of the built package. */
  dist?: URL | undefined;
  /** The machine's time, in milliseconds since the epoch; `Date.now` where absent. */
  now?: (() => number) | undefined;
};

export type Demo = {
  /** Not yet listening. */
  server: Server;
  /** By the shops' ids. */
  desks: ReadonlyMap<string, Desk>;
  /** Ends everything that is open. */
  close: () => Promise<void>;
};

const ASSETS = new URL('public/', import.meta.url);
const NOWHERE = new URL('http://demo.invalid/nowhere');

/**
 * The demo: pages, and behind each shop a back end.
 *
 * @throws Error where the built package lacks something, a shop's terms are wrong, or its orders cannot be opened
 */
export async function createDemo({ dist, now: machine = Date.now, ...given }: DemoOptions = {}): Promise<Demo> {
  const built = await loadBuilt(dist);
  const shops = loadShops(built, machine);
  const server = createServer();
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`;
  const none = { folder: undefined, database: undefined, smtp: undefined, shopKey: undefined, say: console.log };
  const opened = await Promise.all(shops.map((shop) => openDesk(built, shop, { ...none, ...given, origin })));
  const desks = new Map(opened.map((desk) => [desk.shop.id, desk]));
  const listeners = new Map(opened.map((desk) => [desk.shop.id, waybillListener(desk)]));

  async function answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
    const [, first = '', rest] = /^\/([^/]*)(?:\/(.*))?$/.exec(path) ?? [];
    const desk = desks.get(first);
    if (desk) return answerShop(desk, request, rest ?? '', query);
    if (path === '/') return page(homePage(shops));
    const folderOf = first === 'assets' ? ASSETS : first === 'waybill' ? built.scripts : undefined;
    const found = folderOf && (await file(folderOf, rest ?? ''));
    return found ?? problem(404, 'not-found', 'Nothing is here');
  }

  server.on('request', (request, response) => {
    // What is no address at all is answered as one that leads nowhere.
    const { pathname, searchParams } = URL.parse(request.url ?? '', 'http://demo.invalid') ?? NOWHERE;
    const shop = shops.find(({ id }) => pathname.startsWith(`/${id}/`));
    const path = pathname.slice((shop?.id.length ?? 0) + 2);
    const listener = shop && listeners.get(shop.id);
    if (listener && path.startsWith('waybill/')) return listener(path, searchParams)(request, response);
    const isHead = request.method === 'HEAD';
    const now = shop ? shopNow(shop, readVisit(shop, searchParams)) : machine();
    const known = ['GET', 'HEAD', 'POST'].includes(request.method ?? '');
    const refused = problem(405, 'validation', 'Not a method of this server');
    Promise.resolve(known ? answer(request, pathname, searchParams) : refused)
      .catch((error: unknown) => {
        console.error(error);
        return problem(500, 'internal', 'The demo has a fault');
      })
      .then((found) => send(response, found, now, isHead))
      .catch(() => response.destroy());
  });

  async function close(): Promise<void> {
    server.close();
    await Promise.all([...desks.values()].map(({ backEnd }) => backEnd.close()));
    for (const { outbox } of desks.values()) outbox.close();
    server.closeAllConnections();
  }

  return { server, desks, close };
}
