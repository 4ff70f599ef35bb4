import { PassThrough } from 'node:stream';
import type { Middleware } from './middleware-context.ts';

const open = new Map<string, PassThrough>();

/** Some browsers show nothing of a page before so much of it is there. */
const BEGINNING = `<!doctype html><html lang="en"><title>shop</title><body><!-- ${'-'.repeat(2_000)} -->`;

/**
 * `/pages/in-pieces?run=<any>` is a page that goes on for as long as the test has more of it:
 * `/pages/piece?run=<the same>&html=…` sends so much, `&last` with it ends the page.
 */
export const pagesInPieces: Middleware = async (context, next) => {
  const { run, html, last } = context.query;
  if (context.path === '/pages/in-pieces') {
    const page = new PassThrough();
    open.set(String(run), page);
    // Whoever left the page takes no more of it.
    page.on('error', () => open.delete(String(run)));
    context.set('cache-control', 'no-store');
    context.type = 'html';
    page.write(BEGINNING);
    context.body = page;
    return undefined;
  }
  if (context.path !== '/pages/piece') return next();
  const page = open.get(String(run));
  page?.write(String(html));
  if (last !== undefined) page?.end();
  if (last !== undefined) open.delete(String(run));
  context.body = 'sent';
  context.status = page ? 200 : 404;
  return undefined;
};
