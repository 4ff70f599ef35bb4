import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { KoaMiddleware } from './koa-context.ts';
import { sendUncached } from './send-uncached.ts';

/** Serves `/dist/…` byte for byte: the test runner's plugins rewrite imports. */
export const serveBuiltFiles: KoaMiddleware = async (context, next) => {
  if (!context.path.startsWith('/dist/')) return next();
  const path = normalize(decodeURIComponent(context.path));
  try {
    sendUncached(context, await readFile(join(process.cwd(), path)));
  } catch {
    context.status = 404;
    context.body = `${path} is not built: npm run build`;
  }
};
