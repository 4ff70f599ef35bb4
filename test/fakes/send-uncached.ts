import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { KoaContext } from './koa-context.ts';

/**
 * Sends a response past the test runner, which lets browsers cache files for a year. Chromium also caches a failed
 * integrity check, and a window can serve several test files.
 */
export function sendUncached(context: KoaContext, body: string | Buffer, type = extname(context.path)): void {
  const raw = context as KoaContext & { res: ServerResponse; respond: boolean };
  raw.respond = false;
  raw.res.writeHead(200, {
    'content-type': types[type] ?? 'application/octet-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  raw.res.end(body);
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};
