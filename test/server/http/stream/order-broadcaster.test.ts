import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { parseStreamMessage } from '../../../../src/contract/index.ts';
import { defaultLimits } from '../../../../src/server/http/limits.ts';
import { createHandler } from '../../../../src/server/index.ts';
import { openSqliteStore } from '../../../../src/server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../../src/server/store/store.ts';
import { HandlerHarness, formatProblem, snapshot, withHandler } from '../handler-harness.ts';
import { readStream, waitFor } from '../read-stream.ts';

const scan = (id: string, kind = 'packed') => ({
  id,
  kind,
  at: '2026-11-23T08:00:00Z',
  shipmentId: 's1',
  shipment: { method: 'courier' },
});
const follow = async (harness: HandlerHarness, after?: string) =>
  readStream(await harness.requestAsGuest('GET', `/orders/o1/events${after === undefined ? '' : `?after=${after}`}`));

// Tests trigger heartbeats themselves.
beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());
const beat = (): void => mock.timers.tick(defaultLimits.heartbeatIntervalMs);

describe('the stream of an order', () => {
  it('begins with the current order and a heartbeat, and sends every change', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const response = await harness.requestAsGuest('GET', '/orders/o1/events');
      assert.equal(response.headers.get('content-type'), 'text/event-stream');
      assert.equal(response.headers.get('x-accel-buffering'), 'no');
      assert.match(response.headers.get('cache-control') ?? '', /no-store/);
      const stream = readStream(response);
      const { epoch } = harness.store;
      const first = await stream.next();
      assert.deepEqual([first?.event, first?.id], ['order', `${epoch}.1`]);
      assert.ok(parseStreamMessage('order', first?.data).ok);
      const beat = await stream.next();
      assert.deepEqual(beat, {
        event: 'heartbeat',
        id: undefined,
        data: { serverTime: '2026-11-23T09:00:00.000Z', epoch, version: 1 },
      });
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      assert.equal((await stream.nextChange())?.id, `${epoch}.2`);
      await stream.close();
    });
  });

  it('resumes at a cursor: sends the order if it is newer, otherwise only a heartbeat', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e2', 'accepted'));
      const { epoch } = harness.store;
      for (const [cursor, name] of [
        [`${epoch}.1`, 'order'],
        [`${epoch}.3`, 'heartbeat'],
        ['before.9', 'order'],
        ['junk', 'order'],
      ] as const) {
        const stream = await follow(harness, cursor);
        const first = await stream.next();
        assert.equal(first?.event, name, cursor);
        assert.equal(first?.data['version'], 3);
        await stream.close();
      }
      const response = await harness.requestAsGuest('GET', '/orders/o1/events', {
        headers: { 'last-event-id': `${epoch}.3` },
      });
      const stream = readStream(response);
      assert.equal((await stream.next())?.event, 'heartbeat');
      await stream.close();
    });
  });

  it('sends heartbeats', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const stream = await follow(harness, `${harness.store.epoch}.1`);
      assert.equal((await stream.next())?.event, 'heartbeat');
      for (let beats = 0; beats < 3; beats += 1) {
        beat();
        assert.equal((await stream.next())?.event, 'heartbeat');
      }
      await stream.close();
    });
  });

  it('ends with `auth` when the token expires, and sends nothing after it [S02]', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const stream = await follow(harness);
      assert.equal((await stream.next())?.event, 'order');
      harness.now += 3_600_000;
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      assert.equal((await stream.nextChange())?.event, 'auth');
      assert.equal(await stream.next(), undefined);
      await waitFor(() => harness.handler.openStreams === 0, 'no stream');
    });
  });

  it('ends with `end` when the order is final', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const stream = await follow(harness);
      await stream.next();
      const lineItems = snapshot.lineItems.map((line) => ({
        ...line,
        quantity: { original: 1, total: 0, fulfilled: 0 },
      }));
      await harness.putOrder('o1', { lineItems });
      assert.equal((await stream.nextChange())?.event, 'order');
      assert.equal((await stream.next())?.event, 'end');
      assert.equal(await stream.next(), undefined);
      assert.equal(
        (await harness.requestAsGuest('GET', `/orders/o1/events?after=${harness.store.epoch}.2`)).status,
        204,
      );
    });
  });

  it('ends after `maxStreamMs` without a closing event, so that access is checked again', async () => {
    await withHandler(
      async (harness) => {
        await harness.putOrder();
        const stream = await follow(harness);
        await stream.next();
        harness.now += 3_000_000;
        beat();
        assert.equal(await stream.nextChange(), undefined);
      },
      { limits: { maxStreamMs: 2_000_000 } },
    );
  });

  it('ends at once when the handler closes or the client disconnects', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const [one, two] = [await follow(harness), await follow(harness)];
      assert.equal(harness.handler.openStreams, 2);
      await one.close();
      assert.equal(harness.handler.openStreams, 1);
      await harness.handler.close();
      assert.equal((await two.next())?.event, 'order');
      assert.equal(await two.nextChange(), undefined);
      assert.equal(harness.handler.openStreams, 0);
    });
  });

  it('ends with `gone` when the order is deleted, also while a client still reads a new order of the same id', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      const [stream, slow] = [await follow(harness), await follow(harness)];
      await stream.next();
      await harness.store.deleteOrder('o1');
      assert.equal((await stream.nextChange())?.event, 'gone');
      assert.equal(await stream.nextChange(), undefined);
      await harness.putOrder();
      const anew = await follow(harness);
      assert.equal((await anew.nextChange())?.data['version'], 1);
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      assert.equal((await anew.nextChange())?.data['version'], 2);
      await Promise.all([slow.close(), anew.close()]);
    });
  });

  it('never contains `raw`', async () => {
    await withHandler(
      async (harness) => {
        await harness.putOrder();
        await harness.requestAsShop('POST', '/orders/o1/events', { ...scan('e1'), raw: { consignee: 'Ada' } });
        const stream = await follow(harness);
        assert.doesNotMatch(JSON.stringify(await stream.next()), /Ada/);
        await stream.close();
        assert.doesNotMatch(await (await harness.requestAsGuest('GET', '/orders/o1')).text(), /Ada/);
        const list = { headers: { accept: 'application/json' } };
        assert.doesNotMatch(await (await harness.requestAsGuest('GET', '/orders/o1/events', list)).text(), /Ada/);
        assert.match(await (await harness.requestAsShop('GET', '/orders/o1')).text(), /Ada/);
      },
      { rawData: 'store' },
    );
  });
});

describe('events as JSON', () => {
  it('are those after an event, none after the current version, all after any other cursor', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e2', 'accepted'));
      const { epoch } = harness.store;
      const after = async (cursor: string) => {
        const response = await harness.requestAsGuest('GET', `/orders/o1/events?after=${cursor}`, {
          headers: { accept: 'application/json' },
        });
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

/** A store that counts reads, and drops changes or fails on request. */
async function withWatched(work: (harness: HandlerHarness, watch: Watch) => Promise<void>): Promise<void> {
  const real = await openSqliteStore(':memory:');
  const watch: Watch = { reads: 0, listeners: 0, isDeaf: false, isFailing: false, gap: () => {} };
  const store = Object.create(real, {
    epoch: { get: () => real.epoch },
    getOrder: {
      value: (id: string) => {
        watch.reads += 1;
        return watch.isFailing ? Promise.reject(new Error('busy')) : real.getOrder(id);
      },
    },
    listen: {
      value: async (onChange: Parameters<Store['listen']>[0], onGap: () => void) => {
        watch.listeners += 1;
        watch.gap = onGap;
        const stop = await real.listen((change) => watch.isDeaf || onChange(change), onGap);
        return async () => {
          watch.listeners -= 1;
          await stop();
        };
      },
    },
  }) as Store;
  for (const name of ['getOrderVersion', 'withLockedOrder', 'close'] as const) {
    Object.defineProperty(store, name, { value: (real[name] as (...given: unknown[]) => unknown).bind(real) });
  }
  const harness = new HandlerHarness(store);
  try {
    await harness.putOrder();
    await work(harness, watch);
  } finally {
    await harness.handler.close();
    assert.equal(watch.listeners, 0);
    await real.close();
  }
}

type Watch = { reads: number; listeners: number; isDeaf: boolean; isFailing: boolean; gap: () => void };

describe('all streams of a process', () => {
  it('share one store subscription, and read the order once for each change', async () => {
    await withWatched(async (harness, watch) => {
      const streams = await Promise.all(Array.from({ length: 20 }, () => follow(harness)));
      await Promise.all(streams.map((stream) => stream.next()));
      assert.equal(watch.listeners, 1);
      const before = watch.reads;
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      for (const stream of streams) assert.equal((await stream.nextChange())?.data['version'], 2);
      assert.equal(watch.reads - before, 1);
      await Promise.all(streams.map((stream) => stream.close()));
    });
  });

  it('re-check their orders after a gap', async () => {
    await withWatched(async (harness, watch) => {
      const stream = await follow(harness);
      await stream.next();
      watch.isDeaf = true;
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      watch.gap();
      assert.equal((await stream.nextChange())?.data['version'], 2);
      await stream.close();
    });
  });

  it('send a change later if the store failed, and name its version in heartbeats until then', async () => {
    await withWatched(async (harness, watch) => {
      const stream = await follow(harness);
      await stream.next();
      watch.isFailing = true;
      await harness.requestAsShop('POST', '/orders/o1/events', scan('e1'));
      await waitFor(async () => {
        beat();
        const told = await stream.next();
        assert.equal(told?.event, 'heartbeat');
        return told?.data['version'] === 2;
      });
      watch.isFailing = false;
      beat();
      assert.equal((await stream.nextChange())?.data['version'], 2);
      assert.match(String(harness.errors[0]), /busy/);
      await stream.close();
    });
  });

  it('buffer only the latest order for slow clients, and disconnect them in the end', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const response = await harness.requestAsGuest('GET', '/orders/o1/events');
      for (let version = 2; version <= 50; version += 1)
        await harness.putOrder('o1', { total: { amount: version, currency: 'EUR' } });
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
    await withHandler(async (harness) => {
      await harness.putOrder();
      await harness.requestAsGuest('GET', '/orders/o1/events');
      assert.equal(harness.handler.openStreams, 1);
      for (let beats = 0; beats < 10; beats += 1) beat();
      assert.equal(harness.handler.openStreams, 0, 'cut');
    });
  });

  it('are limited by order, by caller and in total', async () => {
    for (const [limits, perCaller] of [
      [{ maxStreamsPerOrder: 2 }, false],
      [{ maxStreams: 2 }, false],
      [{ maxStreamsPerCaller: 2 }, true],
    ] as const) {
      await withHandler(
        async (harness) => {
          await harness.putOrder();
          const open = () =>
            perCaller
              ? harness.requestAsShop('GET', '/orders/o1/events')
              : harness.requestAsGuest('GET', '/orders/o1/events');
          await (await open()).body?.cancel();
          const [one] = [await open(), await open()];
          const refused = await open();
          assert.equal(refused.headers.get('retry-after'), '30');
          assert.equal(await formatProblem(refused), '429 rate-limited');
          await one?.body?.cancel();
          assert.equal((await open()).status, 200);
        },
        { limits },
      );
    }
  });

  it('leave no timer that keeps the process alive', async () => {
    const store = await openSqliteStore(':memory:');
    const before = process.getActiveResourcesInfo().length;
    const handler = createHandler({ store });
    await handler.close();
    const harness = new HandlerHarness(store);
    await harness.putOrder();
    await harness.requestAsGuest('GET', '/orders/o1/events');
    await harness.handler.close();
    assert.equal(process.getActiveResourcesInfo().length, before);
    await store.close();
  });
});
