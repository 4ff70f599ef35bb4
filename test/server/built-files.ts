import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Middleware } from './middleware-context.ts';

/** `/dist/…` as it was built, byte for byte: the test runner's own plugins would rewrite imports. */
export const builtFiles: Middleware = async (context, next) => {
  if (!context.path.startsWith('/dist/')) return next();
  const path = normalize(decodeURIComponent(context.path));
  try {
    context.body = await readFile(join(process.cwd(), path));
    context.type = extname(path);
    context.set('access-control-allow-origin', '*');
    context.set('cache-control', 'no-store');
  } catch {
    context.status = 404;
    context.body = `${path} is not built: npm run build`;
  }
};
