import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  createHandler,
  type Handler,
  type ShopRules,
  type Store,
  type Jobs,
  type JobsResult,
} from '../../../src/server/index.ts';
import * as server from '../../../src/server/index.ts';
import * as node from '../../../src/server/node/index.ts';
import { createSignatureHeaders } from '../../../src/server/webhooks/signature.ts';
import { validateSubscribers } from '../../../src/server/webhooks/subscriber.ts';
import { shopKey, snapshot } from '../http/handler-harness.ts';
import { waitFor } from '../http/read-stream.ts';
import { skipPostgres, startPostgres } from '../support/postgres.ts';
import { secret } from '../webhooks/receiver.ts';

/* Runs every code block of the guides of the back end. `docs.test.ts` runs "Ten lines that run" as a process. */

const blocks = new Map(
  ['server', 'webhooks'].flatMap((name) => {
    const sections = readFileSync(`docs/${name}.md`, 'utf8').split(/^#{1,2} /m);
    return sections.flatMap((section) => {
      const [heading = ''] = section.split('\n');
      return [...section.matchAll(/^```js\n([^]*?)^```/gm)].map(
        ([, code = ''], index) => [`${heading}${index === 0 ? '' : ` ${index + 1}`}`, code] as const,
      );
    });
  }),
);
const ran = new Set(['Ten lines that run']);
const folder = mkdtempSync(join(tmpdir(), 'waybill-blocks-'));
const file = join(folder, 'orders.db');
const keys = { shop: [shopKey] };
let store: Store;

/** Runs a block as a module with `scope` and the exports of the package in scope. Resolves to its declarations. */
async function run(
  heading: string,
  scope: Record<string, unknown>,
  gives: readonly string[],
): Promise<Record<string, unknown>> {
  const code = blocks.get(heading) ?? assert.fail(`there is no block under ${heading}`);
  ran.add(heading);
  const known: Record<string, unknown> = { ...server, ...node, ...scope };
  const names = Object.keys(known).filter(
    (name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`const ${name}\\b`).test(code),
  );
  const module = join(folder, `${ran.size}.mjs`);
  const key = `waybillBlock${ran.size}`;
  Object.assign(globalThis, { [key]: known });
  writeFileSync(
    module,
    `const { ${names.join(', ')} } = globalThis.${key};\n${code}\nexport { ${gives.join(', ')} };\n`,
  );
  return (await import(pathToFileURL(module).href)) as Record<string, unknown>;
}

const ask = (
  handler: Handler,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  handler(
    new Request(`https://shop.example${path}`, {
      method,
      headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

/** Its `stop` waits for a promise first. */
function stopLater(
  start: (options: server.JobsOptions) => Promise<Jobs>,
  first: Promise<void>,
): (options: server.JobsOptions) => Promise<Jobs> {
  return async (options) => {
    const work = await start(options);
    return { ...work, stop: () => first.then(() => work.stop()) };
  };
}

before(async () => {
  process.env['WAYBILL_FILE'] = file;
  store = await node.openSqliteStore(file);
});
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('blocks of code in docs/server.md', () => {
  it('Stores: a broker carries the news', { skip: skipPostgres }, async () => {
    const postgres = await startPostgres();
    const hub = new EventEmitter();
    const broker = {
      publish: (topic: string, message: string) => hub.emit(topic, message),
      async subscribe(topic: string, hear: (message: string) => void) {
        hub.on(topic, hear);
        return async () => hub.off(topic, hear);
      },
      onReconnect: () => {},
    };
    try {
      process.env['DATABASE_URL'] = await postgres.newDatabase();
      const { store: opened } = (await run('Stores', { broker }, ['store'])) as { store: Store };
      const heard: string[] = [];
      await opened.listen(
        ({ orderId }) => heard.push(orderId),
        () => {},
      );
      const handler = createHandler({ store: opened, keys });
      assert.equal((await ask(handler, 'PUT', '/orders/p1', snapshot)).status, 201);
      await waitFor(() => heard.includes('p1'), 'news by the broker');
      await opened.close();
    } finally {
      await postgres.stop();
    }
  });

  it('Cancellations: the shop’s system is asked, once a key', async () => {
    const asked: { key: unknown; body: unknown }[] = [];
    const answers = [500, 409, 200];
    async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
      asked.push({ key: request.headers['idempotency-key'], body: JSON.parse(await text(request)) });
      response.writeHead(answers.shift() ?? 200).end();
    }
    const system = createServer((request, response) => {
      void hear(request, response);
    }).listen(0, '127.0.0.1');
    await once(system, 'listening');
    process.env['SHOP_SYSTEM'] = `http://127.0.0.1:${(system.address() as AddressInfo).port}/cancellations`;
    const { handler } = (await run('Cancellations', { store, keys }, ['handler'])) as { handler: Handler };
    const states: unknown[] = [];
    for (const id of ['c1', 'c2', 'c3']) {
      await ask(handler, 'PUT', `/orders/${id}`, { ...snapshot, placedAt: new Date().toISOString() });
      const body = { type: 'cancel-items', lineItems: [{ id: 'b', quantity: 1 }], version: 1 };
      const response = await ask(handler, 'POST', `/orders/${id}/cancellations`, body, {
        'idempotency-key': `key-${id}`,
      });
      states.push([response.status, ((await response.json()) as { status: string }).status]);
    }
    assert.deepEqual(states, [
      [202, 'pending'],
      [201, 'rejected'],
      [201, 'completed'],
    ]);
    assert.deepEqual(asked[2], { key: 'key-c3', body: { order: 'W-1001', lines: [{ id: 'b', quantity: 1 }] } });
    await handler.close();
    system.close();
  });

  it('Deadlines and cron: a step that does not come raises an incident, in one run', async () => {
    const { rules } = (await run('Deadlines', {}, ['rules'])) as { rules: ShopRules };
    const handler = createHandler({ store, keys, rules });
    const placedAt = new Date(Date.now() - 25 * 3_600_000).toISOString();
    assert.equal((await ask(handler, 'PUT', '/orders/d1', { ...snapshot, placedAt, promises: [] })).status, 201);
    const lines: JobsResult[] = [];
    await run('Serverless and cron', { store, rules, console: { log: (done: JobsResult) => lines.push(done) } }, []);
    assert.ok((lines[0]?.deadlines ?? 0) >= 1);
    const incidents = await store.listIncidents({ limit: 10 });
    assert.deepEqual(
      incidents.filter(({ orderId }) => orderId === 'd1').map(({ kind, step }) => [kind, step]),
      [['step', 'packed']],
    );
  });

  it('Backups: a copy is made while the store is open, and a restored one begins a new epoch', async () => {
    const backup = join(folder, 'backup.db');
    process.env['WAYBILL_BACKUP'] = backup;
    await run('Backups and epochs', {}, []);
    process.env['WAYBILL_FILE'] = backup;
    await run('Backups and epochs 2', {}, []);
    const restored = await node.openSqliteStore(backup);
    assert.equal((await restored.getOrder('c3'))?.id, 'c3');
    assert.notEqual(restored.epoch, store.epoch);
    await restored.close();
  });
});

describe('blocks of code in docs/webhooks.md', () => {
  it('work: tells the chat what is overdue, and ends when it is asked to', async () => {
    process.env['WAREHOUSE_SECRET'] = secret;
    const told: string[] = [];
    // The warehouse is validated but gets no requests.
    const startJobs = (options: server.JobsOptions): Promise<Jobs> => {
      const { subscribers = [] } = options;
      validateSubscribers(subscribers);
      return server.startJobs({ ...options, subscribers: subscribers.filter((each) => 'handle' in each) });
    };
    // The block stops its jobs at the end. Before that, a late order must cause a message.
    await store.setSubscribers(['chat']);
    const window = { from: '2026-01-01', to: '2026-01-02' };
    await ask(createHandler({ store, keys }), 'PUT', '/orders/late', {
      ...snapshot,
      promises: [{ ...snapshot.promises[0], window }],
    });
    const asked = Promise.withResolvers<void>();
    const post = async (orderId: string): Promise<void> => {
      told.push(orderId);
      asked.resolve();
    };
    await run(
      'Webhooks and jobs',
      { store, rules: {}, startJobs: stopLater(startJobs, asked.promise), post, log: { error: assert.fail } },
      ['jobs'],
    );
    assert.deepEqual(told, ['late']);
  });

  it('Incoming webhooks: a carrier’s codes become scans', async () => {
    process.env['CARRIER_SECRET'] = secret;
    await ask(createHandler({ store, keys }), 'PUT', '/orders/w1', snapshot);
    const { handler } = (await run('Incoming webhooks', { store }, ['handler'])) as { handler: Handler };
    const at = '2026-11-23T08:00:00Z';
    const body = JSON.stringify({
      scans: [
        { order: 'w1', number: 's1', code: 'PU', at },
        { order: 'o-99', number: 's2', code: 'OK', at },
      ],
    });
    const response = await ask(
      handler,
      'POST',
      '/webhooks/carrier',
      body,
      createSignatureHeaders('m1', Date.now(), body, [secret]),
    );
    const { recorded, repeated, unmatchedScans } = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(
      { recorded, repeated, unmatchedScans },
      { recorded: 1, repeated: 0, unmatchedScans: [{ orderId: 'o-99', reason: 'unknown-order' }] },
    );
    assert.equal((await store.getOrder('w1'))?.events[0]?.kind, 'accepted');
  });
});

it('no block of the documents is left out', () => {
  assert.deepEqual(
    [...blocks.keys()].filter((heading) => !ran.has(heading) && !(heading === 'Stores' && skipPostgres)),
    [],
  );
});
