import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Context } from './middleware-context.ts';

/**
 * Answers on the socket itself: whatever has a file's ending, the test runner lets browsers keep for a year. A
 * window that is given to another test file would keep what it thinks of a file, too: Chromium runs no module
 * again whose hash was once not the expected one.
 */
export function sendUncached(context: Context, body: string | Buffer, type = extname(context.path)): void {
  const raw = context as Context & { res: ServerResponse; respond: boolean };
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
