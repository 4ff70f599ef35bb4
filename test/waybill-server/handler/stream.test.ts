import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { parseStreamMessage } from '../../../src/contract/index.ts';
import { defaultLimits } from '../../../src/server/handler/limits.ts';
import { createHandler } from '../../../src/server/index.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { Bench, refusal, snapshot, withBench } from './bench.ts';
import { readStream, until } from './read-stream.ts';

const scan = (id: string, kind = 'packed') => ({ id, kind, at: '2026-11-23T08:00:00Z', shipmentId: 's1', shipment: { method: 'courier' } });
const follow = async (bench: Bench, after?: string) =>
  readStream(await bench.guest('GET', `/orders/o1/events${after === undefined ? '' : `?after=${after}`}`));

// Heartbeats come when a test says so.
beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());
const beat = (): void => mock.timers.tick(defaultLimits.heartbeatMs);

describe('the stream of an order', () => {
  it('begins with the order as it is and a heartbeat, and goes on with every change', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const response = await bench.guest('GET', '/orders/o1/events');
      assert.equal(response.headers.get('content-type'), 'text/event-stream');
      assert.equal(response.headers.get('x-accel-buffering'), 'no');
      assert.match(response.headers.get('cache-control') ?? '', /no-store/);
      const stream = readStream(response);
      const { epoch } = bench.store;
      const first = await stream.next();
      assert.deepEqual([first?.event, first?.id], ['order', `${epoch}.1`]);
      assert.ok(parseStreamMessage('order', first?.data).ok);
      const beat = await stream.next();
      assert.deepEqual(beat, { event: 'heartbeat', id: undefined, data: { serverTime: '2026-11-23T09:00:00.000Z', epoch, version: 1 } });
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      assert.equal((await stream.news())?.id, `${epoch}.2`);
      await stream.close();
    });
  });

  it('resumes by a cursor: the newest where it is older, a heartbeat alone where it is the same', async () => {
    await withBench(async (bench) => {
      await bench.put();
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      await bench.shop('POST', '/orders/o1/events', scan('e2', 'accepted'));
      const { epoch } = bench.store;
      for (const [cursor, name] of [[`${epoch}.1`, 'order'], [`${epoch}.3`, 'heartbeat'], ['before.9', 'order'], ['junk', 'order']] as const) {
        const stream = await follow(bench, cursor);
        const first = await stream.next();
        assert.equal(first?.event, name, cursor);
        assert.equal(first?.data['version'], 3);
        await stream.close();
      }
      const response = await bench.guest('GET', '/orders/o1/events', { headers: { 'last-event-id': `${epoch}.3` } });
      const stream = readStream(response);
      assert.equal((await stream.next())?.event, 'heartbeat');
      await stream.close();
    });
  });

  it('beats', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const stream = await follow(bench, `${bench.store.epoch}.1`);
      assert.equal((await stream.next())?.event, 'heartbeat');
      for (let beats = 0; beats < 3; beats += 1) {
        beat();
        assert.equal((await stream.next())?.event, 'heartbeat');
      }
      await stream.close();
    });
  });

  it('S02: ends with `auth` when the token has run out, and tells nothing after that', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const stream = await follow(bench);
      assert.equal((await stream.next())?.event, 'order');
      bench.now += 3_600_000;
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      assert.equal((await stream.news())?.event, 'auth');
      assert.equal(await stream.next(), undefined);
      await until(() => bench.handler.openStreams === 0, 'no stream');
    });
  });

  it('ends with `end` when nothing more is to come', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const stream = await follow(bench);
      await stream.next();
      const lineItems = snapshot.lineItems.map((line) => ({ ...line, quantity: { original: 1, total: 0, fulfilled: 0 } }));
      await bench.put('o1', { lineItems });
      assert.equal((await stream.news())?.event, 'order');
      assert.equal((await stream.next())?.event, 'end');
      assert.equal(await stream.next(), undefined);
      assert.equal((await bench.guest('GET', `/orders/o1/events?after=${bench.store.epoch}.2`)).status, 204);
    });
  });

  it('ends after a while without a word, so that access is looked at again', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const stream = await follow(bench);
      await stream.next();
      bench.now += 3_000_000;
      beat();
      assert.equal(await stream.news(), undefined);
    }, { limits: { longestStreamMs: 2_000_000 } });
  });

  it('ends at once when the handler closes or the reader leaves', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const [one, two] = [await follow(bench), await follow(bench)];
      assert.equal(bench.handler.openStreams, 2);
      await one.close();
      assert.equal(bench.handler.openStreams, 1);
      await bench.handler.close();
      assert.equal((await two.next())?.event, 'order');
      assert.equal(await two.news(), undefined);
      assert.equal(bench.handler.openStreams, 0);
    });
  });

  it('ends with `gone` when the order is forgotten, and one of the same name begins anew beside a reader who still holds it', async () => {
    await withBench(async (bench) => {
      await bench.put();
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      const [stream, slow] = [await follow(bench), await follow(bench)];
      await stream.next();
      await bench.store.forget('o1');
      assert.equal((await stream.news())?.event, 'gone');
      assert.equal(await stream.news(), undefined);
      await bench.put();
      const anew = await follow(bench);
      assert.equal((await anew.news())?.data['version'], 1);
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      assert.equal((await anew.news())?.data['version'], 2);
      await Promise.all([slow.close(), anew.close()]);
    });
  });

  it('never carries the carriers’ own records', async () => {
    await withBench(async (bench) => {
      await bench.put();
      await bench.shop('POST', '/orders/o1/events', { ...scan('e1'), raw: { consignee: 'Ada' } });
      const stream = await follow(bench);
      assert.doesNotMatch(JSON.stringify(await stream.next()), /Ada/);
      await stream.close();
      assert.doesNotMatch(await (await bench.guest('GET', '/orders/o1')).text(), /Ada/);
      const list = { headers: { accept: 'application/json' } };
      assert.doesNotMatch(await (await bench.guest('GET', '/orders/o1/events', list)).text(), /Ada/);
      assert.match(await (await bench.shop('GET', '/orders/o1')).text(), /Ada/);
    }, { raw: 'kept' });
  });
});

describe('as JSON', () => {
  it('come the events after an event, none after the current version, all after any other', async () => {
    await withBench(async (bench) => {
      await bench.put();
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      await bench.shop('POST', '/orders/o1/events', scan('e2', 'accepted'));
      const { epoch } = bench.store;
      const after = async (cursor: string) => {
        const response = await bench.guest('GET', `/orders/o1/events?after=${cursor}`, { headers: { accept: 'application/json' } });
        const { events, version } = (await response.json()) as { events: { id: string }[]; version: number };
        assert.equal(version, 3);
        return events.map(({ id }) => id);
      };
      assert.deepEqual(await after('e1'), ['e2']);
      assert.deepEqual(await after('e2'), []);
      assert.deepEqual(await after(`${epoch}.3`), []);
      assert.deepEqual(await after(`${epoch}.2`), ['e1', 'e2']);
      assert.deepEqual(await after(''), ['e1', 'e2']);
    });
  });
});

/** A store that counts, misses and fails when it is told to. */
async function withWatched(work: (bench: Bench, watch: Watch) => Promise<void>): Promise<void> {
  const real = await openSqliteStore(':memory:');
  const watch: Watch = { reads: 0, listeners: 0, isDeaf: false, isFailing: false, gap: () => {} };
  const store = Object.create(real, {
    epoch: { get: () => real.epoch },
    order: {
      value: (id: string) => {
        watch.reads += 1;
        return watch.isFailing ? Promise.reject(new Error('busy')) : real.order(id);
      },
    },
    listen: {
      value: async (onNews: Parameters<Store['listen']>[0], onGap: () => void) => {
        watch.listeners += 1;
        watch.gap = onGap;
        const stop = await real.listen((news) => watch.isDeaf || onNews(news), onGap);
        return async () => {
          watch.listeners -= 1;
          await stop();
        };
      },
    },
  }) as Store;
  for (const name of ['version', 'locked', 'close'] as const) {
    Object.defineProperty(store, name, { value: (real[name] as (...given: unknown[]) => unknown).bind(real) });
  }
  const bench = new Bench(store);
  try {
    await bench.put();
    await work(bench, watch);
  } finally {
    await bench.handler.close();
    assert.equal(watch.listeners, 0);
    await real.close();
  }
}

type Watch = { reads: number; listeners: number; isDeaf: boolean; isFailing: boolean; gap: () => void };

describe('all streams of a process', () => {
  it('have one ear at the store, and one look at the order a change', async () => {
    await withWatched(async (bench, watch) => {
      const streams = await Promise.all(Array.from({ length: 20 }, () => follow(bench)));
      await Promise.all(streams.map((stream) => stream.next()));
      assert.equal(watch.listeners, 1);
      const before = watch.reads;
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      for (const stream of streams) assert.equal((await stream.news())?.data['version'], 2);
      assert.equal(watch.reads - before, 1);
      await Promise.all(streams.map((stream) => stream.close()));
    });
  });

  it('catch up after a gap', async () => {
    await withWatched(async (bench, watch) => {
      const stream = await follow(bench);
      await stream.next();
      watch.isDeaf = true;
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      watch.gap();
      assert.equal((await stream.news())?.data['version'], 2);
      await stream.close();
    });
  });

  it('come to a change later where the store failed, and say meanwhile which version there is', async () => {
    await withWatched(async (bench, watch) => {
      const stream = await follow(bench);
      await stream.next();
      watch.isFailing = true;
      await bench.shop('POST', '/orders/o1/events', scan('e1'));
      await until(async () => {
        beat();
        const told = await stream.next();
        assert.equal(told?.event, 'heartbeat');
        return told?.data['version'] === 2;
      });
      watch.isFailing = false;
      beat();
      assert.equal((await stream.news())?.data['version'], 2);
      assert.match(String(bench.errors[0]), /busy/);
      await stream.close();
    });
  });

  it('that are not read hold the newest order and no more, and are cut in the end', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const response = await bench.guest('GET', '/orders/o1/events');
      for (let version = 2; version <= 50; version += 1) await bench.put('o1', { total: { amount: version, currency: 'EUR' } });
      const stream = readStream(response);
      const versions = [];
      for (let event = await stream.next(); event; event = await stream.next()) {
        if (event.event === 'order') versions.push(event.data['version']);
        if (event.data['version'] === 50) break;
      }
      assert.ok(versions.length <= 3, String(versions));
      assert.equal(versions.at(-1), 50);
      await stream.close();
    });
    await withBench(async (bench) => {
      await bench.put();
      await bench.guest('GET', '/orders/o1/events');
      assert.equal(bench.handler.openStreams, 1);
      for (let beats = 0; beats < 10; beats += 1) beat();
      assert.equal(bench.handler.openStreams, 0, 'cut');
    });
  });

  it('are no more than there may be, of one order, one caller and in all', async () => {
    for (const [limits, perCaller] of [[{ streamsPerOrder: 2 }, false], [{ streams: 2 }, false], [{ streamsPerCaller: 2 }, true]] as const) {
      await withBench(async (bench) => {
        await bench.put();
        const open = () => (perCaller ? bench.shop('GET', '/orders/o1/events') : bench.guest('GET', '/orders/o1/events'));
        await (await open()).body?.cancel();
        const [one] = [await open(), await open()];
        const refused = await open();
        assert.equal(refused.headers.get('retry-after'), '30');
        assert.equal(await refusal(refused), '429 rate-limited');
        await one?.body?.cancel();
        assert.equal((await open()).status, 200);
      }, { limits });
    }
  });

  it('leave nothing behind that keeps a process alive', async () => {
    const store = await openSqliteStore(':memory:');
    const before = process.getActiveResourcesInfo().length;
    const handler = createHandler({ store });
    await handler.close();
    const bench = new Bench(store);
    await bench.put();
    await bench.guest('GET', '/orders/o1/events');
    await bench.handler.close();
    assert.equal(process.getActiveResourcesInfo().length, before);
    await store.close();
  });
});
