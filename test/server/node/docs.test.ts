import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { defaultLimits, type HandlerOptions } from '../../../src/server/index.ts';
import { waitFor } from '../../support/wait-for.ts';

const docs = readFileSync('docs/server.md', 'utf8');
const [, code = ''] = /```js\n([^]*?)```/.exec(docs) ?? [];
const bodies = [...docs.matchAll(/-d '([^']*)'/g)].map(([, body = '']) => body);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Repeats a request until the server listens. */
async function answerOf(url: string, init: RequestInit): Promise<Response> {
  let response: Response | undefined;
  await waitFor(async () => (response = await fetch(url, init).catch(() => undefined)), `${url} answers`);
  return response as Response;
}

describe('the document of the back end', () => {
  it('has ten lines that run, and two requests that are taken', async () => {
    assert.ok(
      code
        .trim()
        .split('\n')
        .filter((line) => line.trim() !== '').length <= 10,
    );
    const folder = mkdtempSync(join(tmpdir(), 'waybill-docs-'));
    const local = (file: string): string => pathToFileURL(file).href;
    const text = code
      .replace("'waybill/server/node'", `'${local('src/server/node/index.ts')}'`)
      .replace("'waybill/server'", `'${local('src/server/index.ts')}'`);
    writeFileSync(join(folder, 'server.mjs'), text);
    const [port, key] = [await freePort(), 'a-shop-key-of-this-very-test'];
    const env = {
      ...process.env,
      PORT: String(port),
      WAYBILL_FILE: ':memory:',
      WAYBILL_SHOP_KEY: key,
      WAYBILL_GUEST_SECRET: 'x'.repeat(32),
    };
    const server = spawn('node', [join(folder, 'server.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    try {
      const send = (method: string, path: string, body = '') =>
        answerOf(`http://127.0.0.1:${port}${path}`, {
          method,
          body,
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        });
      assert.equal((await send('PUT', '/orders/W-1', bodies[0])).status, 201);
      assert.equal((await send('POST', '/orders/W-1/events', bodies[1])).status, 201);
    } finally {
      const hasEnded = new Promise((resolve) => {
        server.on('exit', resolve);
      });
      server.kill();
      await hasEnded;
      rmSync(folder, { recursive: true });
    }
  });

  it('names every option and every limit', () => {
    const options: Record<keyof HandlerOptions, true> = {
      ...{
        store: true,
        authorize: true,
        keys: true,
        terms: true,
        rules: true,
        decideCancellation: true,
        decisionTimeoutMs: true,
        webhookSources: true,
      },
      ...{ origins: true, limits: true, basePath: true, rawData: true, now: true, onError: true, onWarning: true },
    };
    for (const name of [...Object.keys(options), ...Object.keys(defaultLimits)])
      assert.match(docs, new RegExp(`\`${name}\\b`), name);
  });
});
