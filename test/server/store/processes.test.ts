import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChangeNotification } from '../../../src/server/change-feed/change-notification.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { sampleMessage, saveNext } from './samples.ts';
import { describeEachStore } from './describe-each-store.ts';
import { startWorker, type Worker } from './worker-process.ts';

/** Number of `saved <order> <version> <event>` lines. Asserts that each is in the store. */
async function assertKept(store: Store, workers: readonly Worker[]): Promise<number> {
  const saved = workers.flatMap(({ lines }) =>
    lines.filter((line) => line.startsWith('saved')).map((line) => line.split(' ')),
  );
  for (const [, orderId = '', version, event] of saved) {
    const order = await store.getOrder(orderId);
    assert.ok(
      order && order.version >= Number(version),
      `${orderId} has version ${order?.version}, and ${version} was acknowledged`,
    );
    assert.ok(
      order.events.some(({ id }) => id === event),
      `${event} was acknowledged and is missing`,
    );
    // Each version has one event and one message: no write is partial.
    assert.equal(order.events.length, order.version);
  }
  const orders = await store.listRecentOrders(100);
  const deliveries = await store.claimDeliveries('2090-01-01T00:00:00Z', '2090-01-01T00:00:00Z', 10_000);
  assert.equal(
    deliveries.length,
    orders.reduce((sum, { version }) => sum + version, 0),
  );
  return saved.length;
}

describeEachStore(
  (kind) => {
    describe('several processes', { timeout: 120_000 }, () => {
      it('lose no acknowledged write when one is killed', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await store.setSubscribers(['shop']);
        await store.close();
        for (const [round, count] of [20, 55].entries()) {
          const worker = await startWorker(place, 'save', '100000');
          worker.begin();
          await worker.waitForLines('saved', count);
          await worker.kill();
          const reopened = await kind.open(place);
          assert.ok((await assertKept(reopened, [worker])) >= count, `round ${round}`);
          await reopened.close();
        }
      });

      it(
        'lose nothing that was acknowledged when the server is killed',
        { skip: kind.name !== 'Postgres' && 'there is no server' },
        async () => {
          const place = await kind.newPlace();
          const store = await kind.open(place);
          await store.setSubscribers(['shop']);
          const gaps: number[] = [];
          const heard: number[] = [];
          await store.listen(
            ({ version }) => heard.push(version),
            () => gaps.push(heard.length),
          );
          const worker = await startWorker(place, 'save', '100000');
          worker.begin();
          await worker.waitForLines('saved', 40);
          await kind.crash();
          await worker.kill();
          // The same store reconnects, and its listeners get a gap.
          assert.ok((await assertKept(store, [worker])) >= 40);
          await waitFor(() => gaps.length > 0);
          const before = heard.length;
          await saveNext(store, 'after');
          await waitFor(() => heard.length > before);
          assert.equal(await store.getOrderVersion('after'), 1);
          await store.close();
        },
      );

      it('write concurrently and notify each other', async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        await store.setSubscribers(['shop']);
        const listener = await startWorker(place, 'listen');
        const newest = new Map<string, number>();
        await store.listen(
          ({ orderId, version }) => newest.set(orderId, version),
          () => {},
        );
        const writers = await Promise.all([startWorker(place, 'save', '60'), startWorker(place, 'save', '60')]);
        writers.forEach((writer) => writer.begin());
        await Promise.all(writers.map((writer) => writer.waitForExit()));
        assert.equal(await assertKept(store, writers), 120);
        for (let number = 0; number < 5; number += 1) {
          const orderId = `order-${number}`;
          assert.equal(await store.getOrderVersion(orderId), 24);
          // Both this process and the listening one.
          await listener.waitForLines(`change ${orderId} 24`, 1);
          await waitFor(() => newest.get(orderId) === 24);
        }
        await saveNext(store, 'mine');
        await listener.waitForLines('change mine 1', 1);
        listener.begin();
        await listener.waitForExit();
      });

      it(
        'hear of what one committed that was killed before it told, once',
        { skip: kind.name !== 'Postgres' && 'nothing is told there' },
        async (t) => {
          const place = await kind.newPlace();
          const store = await kind.open(place);
          t.after(() => store.close());
          const heard: string[] = [];
          let gaps = 0;
          const hear = ({ orderId, version }: ChangeNotification): number => heard.push(`${orderId} ${version}`);
          await store.listen(hear, () => (gaps += 1));
          const listener = await startWorker(place, 'listen');
          await saveNext(store, 'a');
          for (const [orderId, version] of [
            ['a', 2],
            ['b', 1],
            ['c', 1],
          ] as const) {
            const dying = await startWorker(place, 'die', orderId);
            dying.begin();
            await assert.rejects(dying.waitForExit(), /ended with null/);
            assert.equal(await store.getOrderVersion(orderId), version);
            await waitFor(() => heard.includes(`${orderId} ${version}`));
            await listener.waitForLines(`change ${orderId} ${version}`, 1);
          }
          await saveNext(store, 'b');
          await listener.waitForLines('change b 2', 1);
          // A separate poll found each change, and later polls found it again.
          assert.deepEqual(heard, ['a 1', 'a 2', 'b 1', 'c 1', 'b 2']);
          assert.deepEqual(
            listener.lines,
            heard.map((change) => `change ${change}`),
          );
          assert.equal(gaps, 0);
          listener.begin();
          await listener.waitForExit();
        },
      );

      it('claim 500 deliveries, none of them twice', async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        await store.setSubscribers(['shop']);
        await saveNext(
          store,
          'a',
          {},
          { messages: Array.from({ length: 500 }, (_, index) => sampleMessage(`m${index}`, 'a')) },
        );
        const takers = await Promise.all([startWorker(place, 'take', 'shop'), startWorker(place, 'take', 'shop')]);
        takers.forEach((taker) => taker.begin());
        await Promise.all(takers.map((taker) => taker.waitForExit()));
        const taken = takers.flatMap(({ lines }) => lines);
        assert.equal(taken.length, 500);
        assert.equal(new Set(taken).size, 500);
      });

      it('create a store at the same time', async () => {
        const place = await kind.newPlace();
        const workers = await Promise.all([1, 2, 3].map(() => startWorker(place, 'save', '5')));
        workers.forEach((worker) => worker.begin());
        await Promise.all(workers.map((worker) => worker.waitForExit()));
        const store = await kind.open(place);
        assert.equal(
          (await store.listRecentOrders(10)).reduce((sum, { version }) => sum + version, 0),
          15,
        );
        await store.close();
      });
    });
  },
  { inMemory: false },
);
