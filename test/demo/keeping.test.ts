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
import { openDemo, type OpenDemo } from './open-demo.ts';

/* What is kept between two starts of the demo, and what happens where it cannot be read. */

const base = mkdtempSync(join(tmpdir(), 'waybill-keeping-'));
after(() => rmSync(base, { recursive: true, force: true }));
let count = 0;
const newFolder = (): string => join(base, `${(count += 1)}`);

async function withDemo<T>(folder: string, look: (demo: OpenDemo) => Promise<T>, said: string[] = []): Promise<T> {
  const demo = await openDemo({ folder, say: (line) => said.push(line) });
  try {
    return await look(demo);
  } finally {
    await demo.close();
  }
}

async function next({ base: address }: OpenDemo, id: string): Promise<{ position: number; ahead: number }> {
  const headers = { origin: address, accept: 'application/json' };
  const response = await fetch(`${address}/berlin/account/${id}/story`, { method: 'POST', headers, body: new URLSearchParams({ do: 'next' }) });
  return (await response.json()) as { position: number; ahead: number };
}

const read = async ({ base: address }: OpenDemo, id: string): Promise<Order & { serverTime: string; epoch: string }> =>
  (await (await fetch(`${address}/berlin/waybill/orders/${id}`)).json()) as Order & { serverTime: string; epoch: string };

describe('between two starts', () => {
  it('orders, stories, confirmations and the shop’s clock are kept', async () => {
    const folder = newFolder();
    const before = await withDemo(folder, async (demo) => {
      await fetch(`${demo.base}/berlin/account`);
      const told = await next(demo, 'b-2041');
      const placed = await fetch(`${demo.base}/berlin/orders?cart=effi-briest:1`, { method: 'POST', body: new URLSearchParams({ way: 'paket' }) });
      return { told, order: await read(demo, 'b-2041'), confirmation: new URL(placed.url).pathname };
    });
    await withDemo(folder, async (demo) => {
      const order = await read(demo, 'b-2041');
      assert.deepEqual([order.version, order.epoch], [before.order.version, before.order.epoch]);
      assert.ok(Date.parse(order.serverTime) >= Date.parse(before.order.serverTime));
      assert.equal((await fetch(demo.base + before.confirmation)).status, 200);
      const list = await (await fetch(`${demo.base}/berlin/account`)).text();
      assert.equal([...list.matchAll(/<waybill-order-status /g)].length, 6);
      assert.equal((await next(demo, 'b-2041')).position, before.told.position + 1);
    });
  });

  it('time does not go back, even where only the orders are left', async () => {
    const folder = newFolder();
    const then = await withDemo(folder, async (demo) => {
      await fetch(`${demo.base}/berlin/account`);
      await next(demo, 'b-2041');
      return read(demo, 'b-2041');
    });
    for (const file of readdirSync(folder)) if (file.endsWith('.json')) rmSync(join(folder, file));
    await withDemo(folder, async (demo) => {
      const now = await read(demo, 'b-2041');
      assert.ok(Date.parse(now.serverTime) >= Date.parse(then.updatedAt ?? ''));
    });
  });
});

describe('what cannot be read', () => {
  const broken: [string, (file: string) => void][] = [
    ['is no database', (file) => writeFileSync(file, 'This is no database. '.repeat(500))],
    ['is cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 20_000))],
    ['was made by an older version', (file) => change(file, 'ALTER TABLE waybill_orders DROP COLUMN data')],
    ['was made by a newer version', (file) => change(file, `UPDATE waybill_meta SET value = '99' WHERE name = 'schema'`)],
  ];
  for (const [name, spoil] of broken) {
    it(`is moved aside, and said: a file that ${name}`, async () => {
      const folder = newFolder();
      await withDemo(folder, (demo) => fetch(`${demo.base}/berlin/account`));
      spoil(join(folder, 'berlin.sqlite'));
      const said: string[] = [];
      await withDemo(folder, async (demo) => {
        assert.equal((await fetch(`${demo.base}/berlin/account/b-2041`)).status, 200);
      }, said);
      assert.equal(said.length, 1, said.join('\n'));
      assert.match(said[0] ?? '', /berlin\.sqlite cannot be read as orders .* moved to .*\.old\.$/);
      assert.ok(readdirSync(folder).some((file) => /^berlin\.sqlite\..*\.old$/.test(file)));
    });
  }

  it('is moved aside, and said: what the demo itself remembers', async () => {
    const folder = newFolder();
    await withDemo(folder, (demo) => fetch(`${demo.base}/berlin/account`));
    const state = readdirSync(folder).find((file) => /^berlin-.*\.json$/.test(file)) ?? '';
    writeFileSync(join(folder, state), '{"passed":');
    const said: string[] = [];
    // The orders are there; there is nothing to be told of them.
    await withDemo(folder, async (demo) => {
      assert.equal((await fetch(`${demo.base}/berlin/account/b-2041`)).status, 200);
    }, said);
    assert.match(said.join(), /cannot be read .* moved to/);
  });
});

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

type Started = { child: ChildProcessByStdio<null, Readable, null>; said: string; address: string };

async function start(folder: string): Promise<Started> {
  const env = { ...process.env, PORT: '0', WAYBILL_DATA: folder };
  const child = spawn(process.execPath, ['demo/server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
    if (address !== undefined) return { child, said, address };
  }
  throw new Error(`It ended: ${said}`);
}

describe('npm start', () => {
  it('ends cleanly when it is asked to, with pages open, and goes on where it was', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await fetch(`${first.address}/berlin/account`);
    const stream = await fetch(`${first.address}/berlin/waybill/orders/b-2041/events`);
    const ended = stream.text();
    first.child.kill('SIGINT');
    const [code] = (await once(first.child, 'exit')) as [number];
    assert.equal(code, 0);
    assert.match(await ended, /event: order/);
    // What is only left by a process that was cut off.
    assert.deepEqual(readdirSync(folder).filter((file) => file.endsWith('-wal')), []);
    const second = await start(folder);
    assert.equal((await fetch(`${second.address}/berlin/waybill/orders/b-2041`)).status, 200);
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
  });

  it('leaves the data of a demo that is open alone, and takes it over from one that was killed', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await fetch(`${first.address}/berlin/account`);
    const second = await start(folder);
    assert.match(second.said, /Another demo keeps its orders in .*: this one forgets its own when it ends/);
    assert.equal((await fetch(`${second.address}/berlin/waybill/orders/b-2041`)).status, 404);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const third = await start(folder);
    assert.doesNotMatch(third.said, /Another demo/);
    assert.equal((await fetch(`${third.address}/berlin/waybill/orders/b-2041`)).status, 200);
    for (const { child } of [second, third]) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
});

describe('a start that cannot be', () => {
  for (const [name, env, words] of [
    ['a database that nobody answers for', { WAYBILL_DATABASE: 'postgres://shop:hidden@127.0.0.1:1/shop' }, /database for the orders cannot be reached: connect ECONNREFUSED/],
    ['a folder that is none', { WAYBILL_DATA: '/dev/null/data' }, /ENOTDIR/],
  ] as const) {
    it(`says why and ends: ${name}`, async () => {
      const given = { ...process.env, PORT: '0', WAYBILL_DATA: newFolder(), ...env };
      const child = spawn(process.execPath, ['demo/server.ts'], { env: given, stdio: ['ignore', 'ignore', 'pipe'] });
      const said: string[] = [];
      child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 1);
      assert.match(said.join(''), words);
      assert.doesNotMatch(said.join(''), /hidden|\n\s+at /);
    });
  }
});
