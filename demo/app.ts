import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Account } from './account/account.ts';
import { loadBuilt } from './dist.ts';
import { page, problem, send, type Answer } from './http/answer.ts';
import { file } from './http/files.ts';
import { Receipts } from './receipts.ts';
import { homePage } from './pages/home.ts';
import { answerShop } from './shop-routes.ts';
import { loadShops } from './shops/index.ts';
import { readVisit, shopNow } from './visit.ts';

const ASSETS = new URL('public/', import.meta.url);
const NOWHERE = new URL('http://demo.invalid/nowhere');

/**
 * The demo's server, not yet listening. `dist` is the folder of the built package.
 *
 * @throws Error where that folder lacks something, or a shop's terms are wrong
 */
export async function createDemo(dist?: URL): Promise<Server> {
  const built = await loadBuilt(dist);
  const shops = loadShops(built);
  const receipts = new Receipts();
  const accounts = new Map(shops.map((shop) => [shop.id, new Account(built, shop)]));

  async function answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
    const [, first = '', rest] = /^\/([^/]*)(?:\/(.*))?$/.exec(path) ?? [];
    const shop = shops.find(({ id }) => id === first);
    const account = accounts.get(first);
    if (shop && account) return answerShop({ built, receipts, account }, shop, request, rest ?? '', query);
    if (path === '/') return page(homePage(shops));
    const folder = first === 'assets' ? ASSETS : first === 'waybill' ? built.scripts : undefined;
    const found = folder && (await file(folder, rest ?? ''));
    return found ?? problem(404, 'not-found', 'Nothing is here');
  }

  return createServer((request, response) => {
    // What is no address at all is answered as one that leads nowhere.
    const { pathname, searchParams } = URL.parse(request.url ?? '', 'http://demo.invalid') ?? NOWHERE;
    const isHead = request.method === 'HEAD';
    const shop = shops.find(({ id }) => pathname.startsWith(`/${id}/`));
    const now = shop ? shopNow(shop, readVisit(shop, searchParams)) : Date.now();
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
}
