import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KoaContext, KoaMiddleware } from './koa-context.ts';
import { servePageEstimates } from './serve-page-estimates.ts';
import { servePageScript } from './serve-page-script.ts';

/**
 * Serves `/pages/<name>`: test/browser/fixtures/<name>.html as a shop's server sends it. A comment at the very start holds
 * response headers, one per line:
 *
 *     <!-- headers
 *     content-security-policy: default-src 'none'; script-src 'self'
 *     -->
 *
 * `{{integrity waybill.js}}` becomes the hash of that file in dist/cdn/.
 *
 * `/pages/composed?html=…` does the same with the test's own page.
 */
export const servePages: KoaMiddleware = async (context, next) => {
  if (!context.path.startsWith('/pages/')) return next();
  return servePageEstimates(context, async () => servePageScript(context, async () => servePage(context, next)));
};

async function servePage(context: KoaContext, next: () => Promise<unknown>): Promise<unknown> {
  const name = /^\/pages\/([\w-]+)$/.exec(context.path)?.[1];
  if (name === undefined) return next();
  const composed = name === 'composed' ? String(context.query['html']) : undefined;
  const { headers, html } = splitHeaders(
    composed ?? (await readFile(join('test/browser/fixtures', `${name}.html`), 'utf8')),
  );
  for (const [header, value] of headers) context.set(header, value);
  context.set('cache-control', 'no-store');
  context.type = 'html';
  context.body = await fillIntegrity(html);
  return undefined;
}

function splitHeaders(text: string): { headers: [name: string, value: string][]; html: string } {
  const [comment = '', lines = ''] = /^<!-- headers\n([^]*?)\n?-->\n/.exec(text) ?? [];
  const headers = lines
    .split('\n')
    .filter(Boolean)
    .map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).trim(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
  return { headers, html: text.slice(comment.length) };
}

async function fillIntegrity(html: string): Promise<string> {
  const pattern = /\{\{integrity ([\w./-]+)\}\}/g;
  let filled = html;
  for (const [placeholder, file = ''] of html.matchAll(pattern)) {
    const hash = createHash('sha384').update(await readFile(join('dist/cdn', file)));
    filled = filled.replace(placeholder, `sha384-${hash.digest('base64')}`);
  }
  return filled;
}
