import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { Middleware } from './middleware-context.ts';
import { sendUncached } from './send-uncached.ts';

/** `/dist/…` as it was built, byte for byte: the test runner's own plugins would rewrite imports. */
export const builtFiles: Middleware = async (context, next) => {
  if (!context.path.startsWith('/dist/')) return next();
  const path = normalize(decodeURIComponent(context.path));
  try {
    sendUncached(context, await readFile(join(process.cwd(), path)));
  } catch {
    context.status = 404;
    context.body = `${path} is not built: npm run build`;
  }
};
