import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';
import type { Order } from '../../src/contract/index.ts';
import { startDemo, type RunningDemo } from './start-demo.ts';

/* The demo's files between two starts, also unreadable ones. */

const baseFolder = mkdtempSync(join(tmpdir(), 'waybill-persistence-'));
after(() => rmSync(baseFolder, { recursive: true, force: true }));
let count = 0;
const createFolder = (): string => join(baseFolder, `${(count += 1)}`);

async function withDemo<T>(folder: string, run: (demo: RunningDemo) => Promise<T>, output: string[] = []): Promise<T> {
  const demo = await startDemo({ folder, log: (line) => output.push(line) });
  try {
    return await run(demo);
  } finally {
    await demo.close();
  }
}

async function runNextStep(
  { base: baseUrl }: RunningDemo,
  id: string,
): Promise<{ position: number; timeOffset: number }> {
  const headers = { origin: baseUrl, accept: 'application/json' };
  const response = await fetch(`${baseUrl}/berlin/account/${id}/story`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ command: 'next' }),
  });
  return (await response.json()) as { position: number; timeOffset: number };
}

const readOrder = async (
  { base: baseUrl }: RunningDemo,
  id: string,
): Promise<Order & { serverTime: string; epoch: string }> =>
  (await (await fetch(`${baseUrl}/berlin/waybill/orders/${id}`)).json()) as Order & {
    serverTime: string;
    epoch: string;
  };

describe('a second start', () => {
  it('keeps orders, stories, confirmations and the shop’s clock', async () => {
    const folder = createFolder();
    const stateBefore = await withDemo(folder, async (demo) => {
      await fetch(`${demo.base}/berlin/account`);
      const state = await runNextStep(demo, 'b-2041');
      const placed = await fetch(`${demo.base}/berlin/orders?cart=effi-briest:1`, {
        method: 'POST',
        body: new URLSearchParams({ option: 'paket' }),
      });
      return { state, order: await readOrder(demo, 'b-2041'), confirmation: new URL(placed.url).pathname };
    });
    await withDemo(folder, async (demo) => {
      const order = await readOrder(demo, 'b-2041');
      assert.deepEqual([order.version, order.epoch], [stateBefore.order.version, stateBefore.order.epoch]);
      assert.ok(Date.parse(order.serverTime) >= Date.parse(stateBefore.order.serverTime));
      assert.equal((await fetch(demo.base + stateBefore.confirmation)).status, 200);
      const list = await (await fetch(`${demo.base}/berlin/account`)).text();
      assert.equal([...list.matchAll(/<waybill-order-status /g)].length, 6);
      assert.equal((await runNextStep(demo, 'b-2041')).position, stateBefore.state.position + 1);
    });
  });

  it('never turns the shop’s clock back, even if only the orders are left', async () => {
    const folder = createFolder();
    const orderBefore = await withDemo(folder, async (demo) => {
      await fetch(`${demo.base}/berlin/account`);
      await runNextStep(demo, 'b-2041');
      return readOrder(demo, 'b-2041');
    });
    for (const file of readdirSync(folder)) if (file.endsWith('.json')) rmSync(join(folder, file));
    await withDemo(folder, async (demo) => {
      const now = await readOrder(demo, 'b-2041');
      assert.ok(Date.parse(now.serverTime) >= Date.parse(orderBefore.updatedAt ?? ''));
    });
  });
});

describe('an unreadable file', () => {
  const defects: [string, (file: string) => void][] = [
    ['is no database', (file) => writeFileSync(file, 'This is no database. '.repeat(500))],
    ['is truncated', (file) => writeFileSync(file, readFileSync(file).subarray(0, 20_000))],
    ['has the schema of an older version', (file) => runSql(file, 'ALTER TABLE waybill_orders DROP COLUMN data')],
    [
      'has the schema of a newer version',
      (file) => runSql(file, `UPDATE waybill_meta SET value = '99' WHERE name = 'schema'`),
    ],
  ];
  for (const [name, damage] of defects) {
    it(`is renamed with a message, if it ${name}`, async () => {
      const folder = createFolder();
      await withDemo(folder, (demo) => fetch(`${demo.base}/berlin/account`));
      damage(join(folder, 'berlin.sqlite'));
      const output: string[] = [];
      await withDemo(
        folder,
        async (demo) => {
          assert.equal((await fetch(`${demo.base}/berlin/account/b-2041`)).status, 200);
        },
        output,
      );
      assert.equal(output.length, 1, output.join('\n'));
      assert.match(output[0] ?? '', /berlin\.sqlite cannot be read as orders .* moved to .*\.old\.$/);
      assert.ok(readdirSync(folder).some((file) => /^berlin\.sqlite\..*\.old$/.test(file)));
    });
  }

  it('is renamed with a message, if it holds the demo’s state', async () => {
    const folder = createFolder();
    await withDemo(folder, (demo) => fetch(`${demo.base}/berlin/account`));
    const state = readdirSync(folder).find((file) => /^berlin-.*\.json$/.test(file)) ?? '';
    writeFileSync(join(folder, state), '{"passed":');
    const output: string[] = [];
    // The orders exist without their stories.
    await withDemo(
      folder,
      async (demo) => {
        assert.equal((await fetch(`${demo.base}/berlin/account/b-2041`)).status, 200);
      },
      output,
    );
    assert.match(output.join(), /cannot be read .* moved to/);
  });
});

function runSql(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

type StartedProcess = { child: ChildProcessByStdio<null, Readable, null>; output: string; baseUrl: string };

async function start(folder: string): Promise<StartedProcess> {
  const env = { ...process.env, PORT: '0', WAYBILL_DATA: folder };
  const child = spawn(process.execPath, ['demo/server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    const [baseUrl] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
    if (baseUrl !== undefined) return { child, output, baseUrl };
  }
  throw new Error(`The process ended: ${output}`);
}

describe('npm start', () => {
  it('ends cleanly with open pages and continues at the next start', async () => {
    const folder = createFolder();
    const first = await start(folder);
    await fetch(`${first.baseUrl}/berlin/account`);
    const stream = await fetch(`${first.baseUrl}/berlin/waybill/orders/b-2041/events`);
    const streamEnd = stream.text();
    first.child.kill('SIGINT');
    const [code] = (await once(first.child, 'exit')) as [number];
    assert.equal(code, 0);
    assert.match(await streamEnd, /event: order/);
    // Only a killed process leaves a write-ahead log.
    assert.deepEqual(
      readdirSync(folder).filter((file) => file.endsWith('-wal')),
      [],
    );
    const second = await start(folder);
    assert.equal((await fetch(`${second.baseUrl}/berlin/waybill/orders/b-2041`)).status, 200);
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
  });

  it('leaves the data of a running demo alone and takes over those of a killed one', async () => {
    const folder = createFolder();
    const first = await start(folder);
    await fetch(`${first.baseUrl}/berlin/account`);
    const second = await start(folder);
    assert.match(second.output, /Another demo uses .*: this demo keeps its orders in memory/);
    assert.equal((await fetch(`${second.baseUrl}/berlin/waybill/orders/b-2041`)).status, 404);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const third = await start(folder);
    assert.doesNotMatch(third.output, /Another demo/);
    assert.equal((await fetch(`${third.baseUrl}/berlin/waybill/orders/b-2041`)).status, 200);
    for (const { child } of [second, third]) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
});

describe('a failing start', () => {
  for (const [name, env, expectedOutput] of [
    [
      'a database that refuses the connection',
      { WAYBILL_DATABASE: 'postgres://shop:hidden@127.0.0.1:1/shop' },
      /database for the orders cannot be reached: connect ECONNREFUSED/,
    ],
    ['a path that is no folder', { WAYBILL_DATA: '/dev/null/data' }, /ENOTDIR/],
  ] as const) {
    it(`prints the reason and ends: ${name}`, async () => {
      const processEnv = { ...process.env, PORT: '0', WAYBILL_DATA: createFolder(), ...env };
      const child = spawn(process.execPath, ['demo/server.ts'], {
        env: processEnv,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const output: string[] = [];
      child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 1);
      assert.match(output.join(''), expectedOutput);
      assert.doesNotMatch(output.join(''), /hidden|\n\s+at /);
    });
  }
});
