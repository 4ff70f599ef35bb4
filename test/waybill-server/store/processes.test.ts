import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderNews, Store } from '../../../src/server/store/store.ts';
import { until } from '../../support/until.ts';
import { sampleMessage, saveNext } from './samples.ts';
import { onEachStore } from './stores.ts';
import { startWorker, type Worker } from './worker-process.ts';

/** How many lines are there of `saved <order> <version> <event>`, all of them being in the store. */
async function assertKept(store: Store, workers: readonly Worker[]): Promise<number> {
  const saved = workers.flatMap(({ lines }) => lines.filter((line) => line.startsWith('saved')).map((line) => line.split(' ')));
  for (const [, orderId = '', version, event] of saved) {
    const order = await store.order(orderId);
    assert.ok(order && order.version >= Number(version), `${orderId} has version ${order?.version}, and ${version} was acknowledged`);
    assert.ok(order.events.some(({ id }) => id === event), `${event} was acknowledged and is missing`);
    // Each version brought one event and one message: nothing is there by half.
    assert.equal(order.events.length, order.version);
  }
  const orders = await store.recentOrders(100);
  const deliveries = await store.takeDeliveries('2090-01-01T00:00:00Z', '2090-01-01T00:00:00Z', 10_000);
  assert.equal(deliveries.length, orders.reduce((sum, { version }) => sum + version, 0));
  return saved.length;
}

onEachStore(
  (kind) => {
    describe('several processes', { timeout: 120_000 }, () => {
      it('lose nothing that was acknowledged when one is killed', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await store.setSubscribers(['shop']);
        await store.close();
        for (const [round, count] of [20, 55].entries()) {
          const worker = await startWorker(place, 'save', '100000');
          worker.go();
          await worker.told('saved', count);
          await worker.kill();
          const reopened = await kind.open(place);
          assert.ok((await assertKept(reopened, [worker])) >= count, `round ${round}`);
          await reopened.close();
        }
      });

      it('lose nothing that was acknowledged when the server is killed', { skip: kind.name !== 'Postgres' && 'there is no server' }, async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await store.setSubscribers(['shop']);
        const gaps: number[] = [];
        const heard: number[] = [];
        await store.listen(({ version }) => heard.push(version), () => gaps.push(heard.length));
        const worker = await startWorker(place, 'save', '100000');
        worker.go();
        await worker.told('saved', 40);
        await kind.crash();
        await worker.kill();
        // The same store goes on by itself, and its listeners know that they missed something.
        assert.ok((await assertKept(store, [worker])) >= 40);
        await until(() => gaps.length > 0);
        const before = heard.length;
        await saveNext(store, 'after');
        await until(() => heard.length > before);
        assert.equal(await store.version('after'), 1);
        await store.close();
      });

      it('write beside each other, and hear of each other', async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        await store.setSubscribers(['shop']);
        const listener = await startWorker(place, 'listen');
        const newest = new Map<string, number>();
        await store.listen(({ orderId, version }) => newest.set(orderId, version), () => {});
        const writers = await Promise.all([startWorker(place, 'save', '60'), startWorker(place, 'save', '60')]);
        writers.forEach((writer) => writer.go());
        await Promise.all(writers.map((writer) => writer.ended()));
        assert.equal(await assertKept(store, writers), 120);
        for (let number = 0; number < 5; number += 1) {
          const orderId = `order-${number}`;
          assert.equal(await store.version(orderId), 24);
          // Both: this process, and the other one that only listens.
          await listener.told(`news ${orderId} 24`, 1);
          await until(() => newest.get(orderId) === 24);
        }
        await saveNext(store, 'mine');
        await listener.told('news mine 1', 1);
        listener.go();
        await listener.ended();
      });

      it('hear of what one committed that was killed before it told, once', { skip: kind.name !== 'Postgres' && 'nothing is told there' }, async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        const heard: string[] = [];
        let gaps = 0;
        const hear = ({ orderId, version }: OrderNews): number => heard.push(`${orderId} ${version}`);
        await store.listen(hear, () => (gaps += 1));
        const listener = await startWorker(place, 'listen');
        await saveNext(store, 'a');
        for (const [orderId, version] of [['a', 2], ['b', 1], ['c', 1]] as const) {
          const dying = await startWorker(place, 'die', orderId);
          dying.go();
          await assert.rejects(dying.ended(), /ended with null/);
          assert.equal(await store.version(orderId), version);
          await until(() => heard.includes(`${orderId} ${version}`));
          await listener.told(`news ${orderId} ${version}`, 1);
        }
        await saveNext(store, 'b');
        await listener.told('news b 2', 1);
        // Each was found by a look of its own, and every later look came past those before.
        assert.deepEqual(heard, ['a 1', 'a 2', 'b 1', 'c 1', 'b 2']);
        assert.deepEqual(listener.lines, heard.map((news) => `news ${news}`));
        assert.equal(gaps, 0);
        listener.go();
        await listener.ended();
      });

      it('take 500 deliveries, none of them twice', async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        await store.setSubscribers(['shop']);
        await saveNext(store, 'a', {}, { messages: Array.from({ length: 500 }, (_, index) => sampleMessage(`m${index}`, 'a')) });
        const takers = await Promise.all([startWorker(place, 'take', 'shop'), startWorker(place, 'take', 'shop')]);
        takers.forEach((taker) => taker.go());
        await Promise.all(takers.map((taker) => taker.ended()));
        const taken = takers.flatMap(({ lines }) => lines);
        assert.equal(taken.length, 500);
        assert.equal(new Set(taken).size, 500);
      });

      it('open a new place at once', async () => {
        const place = await kind.newPlace();
        const workers = await Promise.all([1, 2, 3].map(() => startWorker(place, 'save', '5')));
        workers.forEach((worker) => worker.go());
        await Promise.all(workers.map((worker) => worker.ended()));
        const store = await kind.open(place);
        assert.equal((await store.recentOrders(10)).reduce((sum, { version }) => sum + version, 0), 15);
        await store.close();
      });
    });
  },
  { inMemory: false },
);
