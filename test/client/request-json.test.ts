import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it, mock } from 'node:test';
import { RequestError, requestJson } from '../../src/client/request-json.ts';
import { serverClockOf } from '../../src/client/server-clock.ts';

let answer: RequestListener = () => {};
let server: Server;
let url: URL;

/** What became of a request: the data, or status and wait of its error. */
async function outcome(listener: RequestListener): Promise<unknown> {
  answer = listener;
  return requestJson(url).catch((error: unknown) => {
    assert.ok(error instanceof RequestError);
    return { status: error.status, retryAfterMs: error.retryAfterMs };
  });
}

describe('asking for JSON', () => {
  before(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/data`);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks for JSON and reads it', async () => {
    let accept: string | undefined;
    const data = await outcome((request, response) => {
      accept = request.headers.accept;
      response.end('{"a":[1,"ü"]}');
    });
    assert.deepEqual(data, { a: [1, 'ü'] });
    assert.equal(accept, 'application/json');
  });

  for (const status of [400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503]) {
    it(`${status} is an error with that status`, async () => {
      const error = await outcome((_, response) => response.writeHead(status).end('{"a":1}'));
      assert.deepEqual(error, { status, retryAfterMs: undefined });
    });
  }

  for (const [header, retryAfterMs] of [
    ['30', 30_000], ['0', 0], ['-5', -5_000], ['soon', undefined], ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ] as const) {
    it(`Retry-After: ${header}`, async () => {
      const error = await outcome((_, response) => response.writeHead(429, { 'retry-after': header, date: 'Mon, 23 Nov 2026 12:00:00 GMT' }).end());
      assert.deepEqual(error, { status: 429, retryAfterMs });
    });
  }

  const unusable: [what: string, listener: RequestListener][] = [
    ['nothing', (_, response) => response.writeHead(204).end()],
    ['an empty body', (_, response) => response.end()],
    ['a page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>')],
    ['half of it', (_, response) => response.end('[{"id":')],
    ['a connection that breaks', (_, response) => void response.destroy()],
    ['a body that breaks off', (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('[1,');
      response.socket?.destroySoon();
    }],
    ['more than anyone needs', (_, response) => response.end(JSON.stringify('x'.repeat(5_000_000)))],
  ];
  for (const [what, listener] of unusable) {
    it(`is an error without a status: ${what}`, async () => {
      assert.deepEqual(await outcome(listener), { status: 0, retryAfterMs: undefined });
    });
  }

  it('nobody there is an error without a status', async () => {
    const gone = await requestJson(new URL('http://127.0.0.1:9/')).catch((error: unknown) => error);
    assert.ok(gone instanceof RequestError);
    assert.equal(gone.status, 0);
  });

  it('gives up after ten seconds, also within the body', async () => {
    for (const begin of [false, true]) {
      mock.timers.enable({ apis: ['setTimeout'] });
      const started = new Promise<void>((resolve) => {
        answer = (_, response) => {
          if (begin) response.write('[');
          resolve();
        };
      });
      const answered = requestJson(url).catch((error: unknown) => error);
      await started;
      mock.timers.tick(10_000);
      mock.timers.reset();
      assert.ok((await answered) instanceof RequestError);
    }
  });

  it('an error says nothing of what was asked or answered', async () => {
    answer = (_, response) => response.writeHead(500).end('secret@example.org');
    const error = await requestJson(new URL('?token=secret', url)).catch((reason: unknown) => reason);
    assert.doesNotMatch(`${String(error)} ${JSON.stringify(error)}`, /secret/);
  });

  it('K01 learns the server\'s time on the way', async () => {
    const ahead = 3 * 86_400_000;
    const before = Date.now();
    await outcome((_, response) => {
      response.setHeader('date', new Date(Date.now() + ahead).toUTCString());
      response.end('1');
    });
    const learned = serverClockOf(url.origin).now() - ahead;
    // The header says whole seconds, at some time while it was asked.
    const took = Date.now() - before;
    assert.ok(learned > before - 1_000 && learned <= before + 2 * took + 1_000, `${learned - before} after ${took} ms`);
  });
});
