import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { change, minute, sampleCancellation, sampleDeadline, sampleEvent, sampleIncident, sampleMessage, sampleOrder, samplePromise, saveNext } from './samples.ts';
import { freshStore, onEachStore } from './stores.ts';

onEachStore((kind) => {
  describe('an order', () => {
    it('is read as it was saved', async (t) => {
      const store = await freshStore(kind, t);
      const order = sampleOrder('a', 1, { events: [sampleEvent('e1'), sampleEvent('e2')], promises: [samplePromise('p1')] });
      await store.locked('a', (locked) => locked.save(change(order)));
      assert.deepEqual(await store.order('a'), order);
      assert.equal(await store.version('a'), 1);
    });

    it('is not there before it is saved, also where it was locked', async (t) => {
      const store = await freshStore(kind, t);
      assert.equal(await store.locked('a', async (locked) => locked.order), undefined);
      assert.equal(await store.order('a'), undefined);
      assert.equal(await store.version('a'), undefined);
      assert.deepEqual(await store.recentOrders(10), []);
    });

    it('takes only the version after the last one', async (t) => {
      const store = await freshStore(kind, t);
      for (const version of [0, 2]) {
        await assert.rejects(store.locked('a', (locked) => locked.save(change(sampleOrder('a', version)))), /the next is 1/);
      }
      await saveNext(store, 'a');
      for (const version of [1, 3]) {
        await assert.rejects(store.locked('a', (locked) => locked.save(change(sampleOrder('a', version)))), /the next is 2/);
      }
      assert.equal(await store.version('a'), 1);
    });

    it('keeps events and promises as they were first told, in the order of the snapshot', async (t) => {
      const store = await freshStore(kind, t);
      const [e1, e2, e3] = [sampleEvent('e1'), sampleEvent('e2'), sampleEvent('e3')];
      await saveNext(store, 'a', { events: [e1, e3], promises: [samplePromise('p1')] });
      const reworded = { ...e1, kind: 'delivered' as const };
      await saveNext(store, 'a', { events: [reworded, e2, e3], promises: [] });
      const order = await store.order('a');
      assert.deepEqual(order?.events, [e1, e2, e3]);
      assert.deepEqual(order?.promises, [samplePromise('p1')]);
      await saveNext(store, 'a', { events: [sampleEvent('e4')] });
      assert.deepEqual((await store.order('a'))?.events, [e1, e2, e3, sampleEvent('e4')]);
    });

    it('is seen in its lock as it was saved last', async (t) => {
      const store = await freshStore(kind, t);
      const late = sampleDeadline('d1', minute(5));
      const incident = sampleIncident('a', late, minute(6));
      await store.locked('a', async (locked) => {
        await locked.save(change(sampleOrder('a', 1, { events: [sampleEvent('e1')] }), { deadlines: [late], incidents: [incident] }));
        assert.deepEqual([locked.order?.version, locked.deadlines, locked.incidents], [1, [late], [incident]]);
        await locked.keepCancellation(sampleCancellation('a', 'c1'));
        assert.deepEqual(locked.pending, [sampleCancellation('a', 'c1')]);
        const decided = { ...sampleCancellation('a', 'c1').cancellation, status: 'completed' as const };
        const cancellation = sampleCancellation('a', 'c1', { cancellation: decided });
        await locked.save(change(sampleOrder('a', 2), { incidents: [{ ...incident, resolvedAt: minute(7) }], cancellation }));
        assert.deepEqual([locked.order?.version, locked.deadlines, locked.incidents, locked.pending], [2, [], [], []]);
        assert.deepEqual(locked.order?.events, [sampleEvent('e1')]);
        assert.deepEqual(await locked.cancellation('c1'), cancellation);
      });
      assert.deepEqual((await store.order('a'))?.events, [sampleEvent('e1')]);
      await store.locked('a', async (locked) => {
        assert.deepEqual([locked.order?.version, locked.deadlines, locked.incidents, locked.pending], [2, [], [], []]);
      });
    });

    it('is listed by its last change', async (t) => {
      const store = await freshStore(kind, t);
      for (const id of ['a', 'b', 'c', 'a']) await saveNext(store, id, { events: [sampleEvent(`e-${id}`)] });
      const orders = await store.recentOrders(2);
      assert.deepEqual(orders.map(({ id, version, events }) => [id, version, events.length]), [['a', 2, 1], ['c', 1, 1]]);
    });

    it('is forgotten with everything of it', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop']);
      for (const id of ['a', 'b']) {
        await store.locked(id, async (locked) => {
          const deadline = sampleDeadline('d1', minute(1));
          await locked.save(
            change(sampleOrder(id, 1, { events: [sampleEvent('e1')], promises: [samplePromise('p1')] }), {
              messages: [sampleMessage(`m-${id}`, id)],
              deadlines: [deadline],
              incidents: [sampleIncident(id, { ...deadline, id: 'd2' }, minute(2))],
              cancellation: sampleCancellation(id, 'c1', { retryAt: minute(1) }),
            }),
          );
          await locked.keepAnswer('k1', { fingerprint: 'f1' });
          await locked.takeIncoming('carrier', 'i1');
          await locked.keepStray({ source: 'carrier', id: 'i2', orderId: id, scans: [], reason: 'refused', receivedAt: minute(1) });
        });
      }
      await store.forget('a');
      const orders = (all: { orderId: string }[]): string[] => all.map(({ orderId }) => orderId);
      assert.equal(await store.order('a'), undefined);
      assert.equal(await store.cancellation('a', 'c1'), undefined);
      assert.deepEqual(orders(await store.dueDeadlines(minute(9), 9)), ['b']);
      assert.deepEqual(orders(await store.dueCancellations(minute(9), 9)), ['b']);
      assert.deepEqual(orders(await store.incidents({ most: 9 })), ['b']);
      assert.deepEqual(orders(await store.strays({ most: 9 })), ['b']);
      assert.deepEqual(orders((await store.takeDeliveries(minute(9), minute(19), 9)).map(({ message }) => message)), ['b']);
      await store.locked('a', async (locked) => {
        assert.equal(await locked.answer('k1'), undefined);
        assert.equal(await locked.takeIncoming('carrier', 'i1'), true);
        await locked.save(change(sampleOrder('a', 1)));
      });
      assert.deepEqual((await store.order('a'))?.events, []);
    });
  });

  describe('a lock', () => {
    it('lets 50 at once change an order one after another', async (t) => {
      const store = await freshStore(kind, t);
      const versions = await Promise.all(Array.from({ length: 50 }, () => saveNext(store, 'a')));
      assert.deepEqual(versions.toSorted((a, b) => a - b), Array.from({ length: 50 }, (_, index) => index + 1));
      assert.equal(await store.version('a'), 50);
    });

    it('writes nothing where its work fails', async (t) => {
      const store = await freshStore(kind, t);
      const failing = store.locked('a', async (locked) => {
        await locked.save(change(sampleOrder('a', 1)));
        await locked.keepAnswer('k1', { fingerprint: 'f1' });
        throw new Error('no');
      });
      await assert.rejects(failing, /^Error: no$/);
      assert.equal(await store.order('a'), undefined);
      assert.equal(await store.locked('a', (locked) => locked.answer('k1')), undefined);
    });

    it('hides what is not committed', async (t) => {
      const store = await freshStore(kind, t);
      let read: Promise<number | undefined> | undefined;
      const held = Promise.withResolvers<void>();
      // Begun outside of the lock, while it is held.
      const outside = (async () => {
        await held.promise;
        read = store.version('a');
      })();
      await assert.rejects(
        store.locked('a', async (locked) => {
          await locked.save(change(sampleOrder('a', 1)));
          held.resolve();
          await outside;
          throw new Error('no');
        }),
      );
      assert.equal(await read, undefined);
    });

    it('refuses to wait for itself', { timeout: 120_000 }, async (t) => {
      const store = await freshStore(kind, t);
      await assert.rejects(store.locked('a', () => store.forget('a')), /inside another/);
      await saveNext(store, 'a');
      assert.equal(await store.locked('a', async () => store.version('a')), 1);
    });

    it('is of no use once it is left', async (t) => {
      const store = await freshStore(kind, t);
      const left = await store.locked('a', async (locked) => locked);
      await assert.rejects(left.save(change(sampleOrder('a', 1))), /has ended/);
      assert.equal(await store.order('a'), undefined);
    });

    it('writes nothing of others', async (t) => {
      const store = await freshStore(kind, t);
      await assert.rejects(store.locked('a', (locked) => locked.save(change(sampleOrder('b', 1)))), /not b/);
    });

    it('gives an answer again, and knows what came in', async (t) => {
      const store = await freshStore(kind, t);
      await store.locked('a', async (locked) => {
        assert.equal(await locked.answer('k1'), undefined);
        await locked.keepAnswer('k1', { fingerprint: 'f1' });
        assert.equal(await locked.takeIncoming('carrier', 'i1'), true);
      });
      const whole = { fingerprint: 'f1', status: 201, body: '{"a":"\u0000 é"}' };
      await store.locked('a', async (locked) => {
        assert.deepEqual(await locked.answer('k1'), { fingerprint: 'f1' });
        await locked.keepAnswer('k1', whole);
        assert.equal(await locked.takeIncoming('carrier', 'i1'), false);
        assert.equal(await locked.takeIncoming('post', 'i1'), true);
      });
      assert.deepEqual(await store.locked('a', (locked) => locked.answer('k1')), whole);
      assert.equal(await store.locked('b', (locked) => locked.answer('k1')), undefined);
    });
  });
});
