import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createUpdate,
  minute,
  sampleCancellation,
  sampleDeadline,
  sampleEvent,
  sampleIncident,
  sampleMessage,
  sampleOrder,
  samplePromise,
  saveNext,
} from './samples.ts';
import { openFreshStore, describeEachStore } from './describe-each-store.ts';

describeEachStore((kind) => {
  describe('an order', () => {
    it('is read as saved', async (t) => {
      const store = await openFreshStore(kind, t);
      const order = sampleOrder('a', 1, {
        events: [sampleEvent('e1'), sampleEvent('e2')],
        promises: [samplePromise('p1')],
      });
      await store.withLockedOrder('a', (locked) => locked.save(createUpdate(order)));
      assert.deepEqual(await store.getOrder('a'), order);
      assert.equal(await store.getOrderVersion('a'), 1);
    });

    it('is missing before it is saved, also after a lock', async (t) => {
      const store = await openFreshStore(kind, t);
      assert.equal(await store.withLockedOrder('a', async (locked) => locked.order), undefined);
      assert.equal(await store.getOrder('a'), undefined);
      assert.equal(await store.getOrderVersion('a'), undefined);
      assert.deepEqual(await store.listRecentOrders(10), []);
    });

    it('accepts only the next version', async (t) => {
      const store = await openFreshStore(kind, t);
      for (const version of [0, 2]) {
        await assert.rejects(
          store.withLockedOrder('a', (locked) => locked.save(createUpdate(sampleOrder('a', version)))),
          /the next is 1/,
        );
      }
      await saveNext(store, 'a');
      for (const version of [1, 3]) {
        await assert.rejects(
          store.withLockedOrder('a', (locked) => locked.save(createUpdate(sampleOrder('a', version)))),
          /the next is 2/,
        );
      }
      assert.equal(await store.getOrderVersion('a'), 1);
    });

    it('keeps events and promises as first saved, in the order of the snapshot', async (t) => {
      const store = await openFreshStore(kind, t);
      const [e1, e2, e3] = [sampleEvent('e1'), sampleEvent('e2'), sampleEvent('e3')];
      await saveNext(store, 'a', { events: [e1, e3], promises: [samplePromise('p1')] });
      const reworded = { ...e1, kind: 'delivered' as const };
      await saveNext(store, 'a', { events: [reworded, e2, e3], promises: [] });
      const order = await store.getOrder('a');
      assert.deepEqual(order?.events, [e1, e2, e3]);
      assert.deepEqual(order?.promises, [samplePromise('p1')]);
      await saveNext(store, 'a', { events: [sampleEvent('e4')] });
      assert.deepEqual((await store.getOrder('a'))?.events, [e1, e2, e3, sampleEvent('e4')]);
    });

    it('is seen in its lock as last saved', async (t) => {
      const store = await openFreshStore(kind, t);
      const late = sampleDeadline('d1', minute(5));
      const incident = sampleIncident('a', late, minute(6));
      await store.withLockedOrder('a', async (locked) => {
        await locked.save(
          createUpdate(sampleOrder('a', 1, { events: [sampleEvent('e1')] }), {
            deadlines: [late],
            incidents: [incident],
          }),
        );
        assert.deepEqual([locked.order?.version, locked.deadlines, locked.incidents], [1, [late], [incident]]);
        await locked.saveCancellation(sampleCancellation('a', 'c1'));
        assert.deepEqual(locked.pending, [sampleCancellation('a', 'c1')]);
        const decided = { ...sampleCancellation('a', 'c1').cancellation, status: 'completed' as const };
        const cancellation = sampleCancellation('a', 'c1', { cancellation: decided });
        await locked.save(
          createUpdate(sampleOrder('a', 2), { incidents: [{ ...incident, resolvedAt: minute(7) }], cancellation }),
        );
        assert.deepEqual([locked.order?.version, locked.deadlines, locked.incidents, locked.pending], [2, [], [], []]);
        assert.deepEqual(locked.order?.events, [sampleEvent('e1')]);
        assert.deepEqual(await locked.getCancellation('c1'), cancellation);
      });
      assert.deepEqual((await store.getOrder('a'))?.events, [sampleEvent('e1')]);
      await store.withLockedOrder('a', async (locked) => {
        assert.deepEqual([locked.order?.version, locked.deadlines, locked.incidents, locked.pending], [2, [], [], []]);
      });
    });

    it('is listed by its latest change', async (t) => {
      const store = await openFreshStore(kind, t);
      for (const id of ['a', 'b', 'c', 'a']) await saveNext(store, id, { events: [sampleEvent(`e-${id}`)] });
      const orders = await store.listRecentOrders(2);
      assert.deepEqual(
        orders.map(({ id, version, events }) => [id, version, events.length]),
        [
          ['a', 2, 1],
          ['c', 1, 1],
        ],
      );
    });

    it('is deleted with all its data', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop']);
      for (const id of ['a', 'b']) {
        await store.withLockedOrder(id, async (locked) => {
          const deadline = sampleDeadline('d1', minute(1));
          await locked.save(
            createUpdate(sampleOrder(id, 1, { events: [sampleEvent('e1')], promises: [samplePromise('p1')] }), {
              messages: [sampleMessage(`m-${id}`, id)],
              deadlines: [deadline],
              incidents: [sampleIncident(id, { ...deadline, id: 'd2' }, minute(2))],
              cancellation: sampleCancellation(id, 'c1', { retryAt: minute(1) }),
            }),
          );
          await locked.saveIdempotencyRecord('k1', { fingerprint: 'f1' }, minute(0));
          await locked.claimWebhook('carrier', 'i1', minute(0));
          await locked.saveUnmatchedScans({
            source: 'carrier',
            id: 'i2',
            orderId: id,
            scans: [],
            reason: 'refused',
            receivedAt: minute(1),
          });
        });
      }
      await store.deleteOrder('a');
      const orders = (all: { orderId: string }[]): string[] => all.map(({ orderId }) => orderId);
      assert.equal(await store.getOrder('a'), undefined);
      assert.equal(await store.getCancellation('a', 'c1'), undefined);
      assert.deepEqual(orders(await store.listDueDeadlines(minute(9), 9)), ['b']);
      assert.deepEqual(orders(await store.listDueCancellations(minute(9), 9)), ['b']);
      assert.deepEqual(orders(await store.listIncidents({ limit: 9 })), ['b']);
      assert.deepEqual(orders(await store.listUnmatchedScans({ limit: 9 })), ['b']);
      assert.deepEqual(orders((await store.claimDeliveries(minute(9), minute(19), 9)).map(({ message }) => message)), [
        'b',
      ]);
      await store.withLockedOrder('a', async (locked) => {
        assert.equal(await locked.getIdempotencyRecord('k1'), undefined);
        assert.equal(await locked.claimWebhook('carrier', 'i1', minute(0)), true);
        await locked.save(createUpdate(sampleOrder('a', 1)));
      });
      assert.deepEqual((await store.getOrder('a'))?.events, []);
    });
  });

  describe('a lock', () => {
    it('runs 50 concurrent changes in sequence', async (t) => {
      const store = await openFreshStore(kind, t);
      const versions = await Promise.all(Array.from({ length: 50 }, () => saveNext(store, 'a')));
      assert.deepEqual(
        versions.toSorted((a, b) => a - b),
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
      assert.equal(await store.getOrderVersion('a'), 50);
    });

    it('writes nothing if its work fails', async (t) => {
      const store = await openFreshStore(kind, t);
      const failing = store.withLockedOrder('a', async (locked) => {
        await locked.save(createUpdate(sampleOrder('a', 1)));
        await locked.saveIdempotencyRecord('k1', { fingerprint: 'f1' }, minute(0));
        throw new Error('no');
      });
      await assert.rejects(failing, /^Error: no$/);
      assert.equal(await store.getOrder('a'), undefined);
      assert.equal(await store.withLockedOrder('a', (locked) => locked.getIdempotencyRecord('k1')), undefined);
    });

    it('hides uncommitted writes', async (t) => {
      const store = await openFreshStore(kind, t);
      let read: Promise<number | undefined> | undefined;
      const held = Promise.withResolvers<void>();
      // Started outside of the lock while it is held.
      const outside = (async () => {
        await held.promise;
        read = store.getOrderVersion('a');
      })();
      await assert.rejects(
        store.withLockedOrder('a', async (locked) => {
          await locked.save(createUpdate(sampleOrder('a', 1)));
          held.resolve();
          await outside;
          throw new Error('no');
        }),
      );
      assert.equal(await read, undefined);
    });

    it('rejects nested locks', { timeout: 120_000 }, async (t) => {
      const store = await openFreshStore(kind, t);
      await assert.rejects(
        store.withLockedOrder('a', () => store.deleteOrder('a')),
        /inside another/,
      );
      await saveNext(store, 'a');
      assert.equal(await store.withLockedOrder('a', async () => store.getOrderVersion('a')), 1);
    });

    it('rejects calls after its end', async (t) => {
      const store = await openFreshStore(kind, t);
      const left = await store.withLockedOrder('a', async (locked) => locked);
      await assert.rejects(left.save(createUpdate(sampleOrder('a', 1))), /has ended/);
      assert.equal(await store.getOrder('a'), undefined);
    });

    it('rejects writes of other orders', async (t) => {
      const store = await openFreshStore(kind, t);
      await assert.rejects(
        store.withLockedOrder('a', (locked) => locked.save(createUpdate(sampleOrder('b', 1)))),
        /not b/,
      );
    });

    it('stores idempotency records and webhook ids', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.withLockedOrder('a', async (locked) => {
        assert.equal(await locked.getIdempotencyRecord('k1'), undefined);
        await locked.saveIdempotencyRecord('k1', { fingerprint: 'f1' }, minute(0));
        assert.equal(await locked.claimWebhook('carrier', 'i1', minute(0)), true);
      });
      const whole = { fingerprint: 'f1', status: 201, body: '{"a":"\u0000 é"}' };
      await store.withLockedOrder('a', async (locked) => {
        assert.deepEqual(await locked.getIdempotencyRecord('k1'), { fingerprint: 'f1' });
        await locked.saveIdempotencyRecord('k1', whole, minute(0));
        assert.equal(await locked.claimWebhook('carrier', 'i1', minute(0)), false);
        assert.equal(await locked.claimWebhook('post', 'i1', minute(0)), true);
      });
      assert.deepEqual(await store.withLockedOrder('a', (locked) => locked.getIdempotencyRecord('k1')), whole);
      assert.equal(await store.withLockedOrder('b', (locked) => locked.getIdempotencyRecord('k1')), undefined);
    });
  });
});
