import { PassThrough } from 'node:stream';
import type { KoaMiddleware } from './koa-context.ts';

const openPages = new Map<string, PassThrough>();

/** Some browsers show nothing of a page before they have about 1 kB of it. */
const BEGINNING = `<!doctype html><html lang="en"><title>shop</title><body><!-- ${'-'.repeat(2_000)} -->`;

/**
 * Serves a page in pieces, as the test asks for them: `/pages/in-pieces?run=<id>` opens the page,
 * `/pages/piece?run=<id>&html=…` sends a piece of it, and `&last` ends it.
 */
export const servePagesInPieces: KoaMiddleware = async (context, next) => {
  const { run, html, last } = context.query;
  if (context.path === '/pages/in-pieces') {
    const page = new PassThrough();
    openPages.set(String(run), page);
    // The browser has left the page.
    page.on('error', () => openPages.delete(String(run)));
    context.set('cache-control', 'no-store');
    context.type = 'html';
    page.write(BEGINNING);
    context.body = page;
    return undefined;
  }
  if (context.path !== '/pages/piece') return next();
  const page = openPages.get(String(run));
  page?.write(String(html));
  if (last !== undefined) {
    page?.end();
    openPages.delete(String(run));
  }
  context.body = 'sent';
  context.status = page ? 200 : 404;
  return undefined;
};
