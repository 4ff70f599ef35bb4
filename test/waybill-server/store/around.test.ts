import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Delivery } from '../../../src/server/store/store.ts';
import { minute, sampleCancellation, sampleDeadline, sampleIncident, sampleMessage, saveNext } from './samples.ts';
import { freshStore, onEachStore } from './stores.ts';

const names = (deliveries: Delivery[]): string[] => deliveries.map(({ message, subscriber }) => `${message.id} ${subscriber}`);
const far = new Date('2100-01-01').toISOString();

onEachStore((kind) => {
  describe('deliveries', () => {
    it('are queued once for each subscriber of that time', async (t) => {
      const store = await freshStore(kind, t);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m0', 'a')] });
      await store.setSubscribers(['shop', 'mail', 'shop']);
      await store.setSubscribers(['mail', 'shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a'), sampleMessage('m2', 'a')] });
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a')] });
      const taken = await store.takeDeliveries(minute(1), minute(2), 10);
      assert.deepEqual(names(taken).toSorted(), ['m1 mail', 'm1 shop', 'm2 mail', 'm2 shop']);
      assert.deepEqual(taken[0]?.message, sampleMessage('m1', 'a'));
      assert.deepEqual(taken[0], { ...taken[0], attempts: 0, state: 'waiting', nextAt: minute(2) });
    });

    it('come in the order of their saving, to one subscriber where it is named, as many as asked for', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop', 'mail']);
      for (const id of ['m3', 'm1', 'm2']) await saveNext(store, 'a', {}, { messages: [sampleMessage(id, 'a')] });
      assert.deepEqual(names(await store.takeDeliveries(minute(1), minute(2), 2, 'shop')), ['m3 shop', 'm1 shop']);
      assert.deepEqual(names(await store.takeDeliveries(minute(1), minute(2), 9, 'shop')), ['m2 shop']);
      assert.deepEqual(names(await store.takeDeliveries(minute(1), minute(2), 9, 'mail')), ['m3 mail', 'm1 mail', 'm2 mail']);
    });

    it('are left alone until they are due and while they are leased', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a', minute(5))] });
      assert.deepEqual(await store.takeDeliveries(minute(4), minute(9), 9), []);
      assert.equal((await store.takeDeliveries(minute(5), minute(9), 9)).length, 1);
      assert.deepEqual(await store.takeDeliveries(minute(8), minute(12), 9), []);
      assert.equal((await store.takeDeliveries(minute(9), minute(12), 9)).length, 1);
    });

    it('end delivered or dead, and begin anew when replayed', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a'), sampleMessage('m2', 'a')] });
      const take = (at: number): Promise<Delivery[]> => store.takeDeliveries(minute(at), minute(at + 1), 9);
      await take(1);
      await store.settleDelivery('m1', 'shop', { state: 'waiting', nextAt: minute(10), error: 'HTTP 500' });
      await store.settleDelivery('m2', 'shop', { state: 'waiting', nextAt: minute(20) });
      assert.deepEqual(await take(9), []);
      const [again] = await take(10);
      assert.deepEqual([again?.message.id, again?.attempts, again?.lastError], ['m1', 1, 'HTTP 500']);
      const [untried] = await take(20).then((all) => all.filter(({ message }) => message.id === 'm2'));
      assert.deepEqual([untried?.attempts, untried && 'lastError' in untried], [0, false]);

      await store.settleDelivery('m1', 'shop', { state: 'dead', error: 'HTTP 410' });
      await store.settleDelivery('m2', 'shop', { state: 'delivered' });
      await store.settleDelivery('m2', 'shop', { state: 'waiting', nextAt: minute(30), error: 'late' });
      await store.settleDelivery('m2', 'shop', { state: 'dead', error: 'late' });
      assert.deepEqual(await store.takeDeliveries(far, far, 9), []);
      const dead = await store.deadLetters(9);
      assert.deepEqual(dead.map(({ message, state, attempts, lastError }) => [message.id, state, attempts, lastError]), [['m1', 'dead', 2, 'HTTP 410']]);

      assert.equal(await store.replay('m1', 'shop', minute(40)), true);
      assert.equal(await store.replay('m2', 'shop', minute(40)), true);
      assert.equal(await store.replay('m3', 'shop', minute(40)), false);
      assert.deepEqual((await take(40)).map(({ message, attempts }) => [message.id, attempts]), [['m1', 0], ['m2', 0]]);
      assert.deepEqual(await store.deadLetters(9), []);
    });

    it('wait for a subscriber that is away', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a')] });
      await store.setSubscribers([]);
      assert.deepEqual(await store.takeDeliveries(minute(1), minute(2), 9), []);
      await store.setSubscribers(['shop']);
      assert.equal((await store.takeDeliveries(minute(1), minute(2), 9)).length, 1);
    });
  });

  describe('what is due', () => {
    it('is a deadline until its incident, and again with a new date', async (t) => {
      const store = await freshStore(kind, t);
      const [late, later] = [sampleDeadline('d1', minute(5)), sampleDeadline('d2', minute(7))];
      await saveNext(store, 'a', {}, { deadlines: [later, late] });
      assert.deepEqual(await store.dueDeadlines(minute(4), 9), []);
      assert.deepEqual(await store.dueDeadlines(minute(7), 9), [{ ...late, orderId: 'a' }, { ...later, orderId: 'a' }]);
      assert.equal((await store.dueDeadlines(minute(7), 1)).length, 1);

      const incident = sampleIncident('a', late, minute(6));
      await saveNext(store, 'a', {}, { deadlines: [late], incidents: [incident] });
      assert.deepEqual(await store.dueDeadlines(minute(9), 9), []);
      assert.deepEqual(await store.incidents({ most: 9 }), [incident]);

      const moved = sampleDeadline('d1', minute(20));
      const resolved = { ...incident, resolvedAt: minute(10) };
      await saveNext(store, 'a', {}, { deadlines: [moved], incidents: [resolved] });
      assert.deepEqual(await store.incidents({ most: 9 }), []);
      assert.deepEqual(await store.dueDeadlines(minute(20), 9), [{ ...moved, orderId: 'a' }]);
      const second = sampleIncident('a', moved, minute(21));
      await saveNext(store, 'a', {}, { deadlines: [moved], incidents: [second] });
      assert.deepEqual(await store.incidents({ most: 9, includeResolved: true }), [second, resolved]);
    });

    it('is a cancellation the shop has not answered', async (t) => {
      const store = await freshStore(kind, t);
      const asked = sampleCancellation('a', 'c1', { retryAt: minute(5) });
      await store.locked('a', (locked) => locked.keepCancellation(asked));
      await store.locked('b', (locked) => locked.keepCancellation(sampleCancellation('b', 'c1')));
      assert.deepEqual(await store.dueCancellations(minute(4), 9), []);
      assert.deepEqual(await store.dueCancellations(minute(5), 9), [asked]);
      assert.deepEqual(await store.cancellation('a', 'c1'), asked);
      const done = { ...asked, cancellation: { ...asked.cancellation, status: 'rejected' as const } };
      await store.locked('a', (locked) => locked.keepCancellation(done));
      assert.deepEqual(await store.dueCancellations(minute(9), 9), []);
    });

    it('is told ahead', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop']);
      assert.equal(await store.nextDue(), undefined);
      await saveNext(store, 'a', {}, { deadlines: [sampleDeadline('d1', minute(9))] });
      assert.equal(await store.nextDue(), minute(9));
      await store.locked('b', (locked) => locked.keepCancellation(sampleCancellation('b', 'c1', { retryAt: minute(8) })));
      assert.equal(await store.nextDue(), minute(8));
      await saveNext(store, 'b', {}, { messages: [sampleMessage('m1', 'b', minute(1))] });
      assert.equal(await store.nextDue(), minute(1));
      await store.takeDeliveries(minute(1), minute(3), 9);
      assert.equal(await store.nextDue(), minute(3));
      await store.settleDelivery('m1', 'shop', { state: 'delivered' });
      assert.equal(await store.nextDue(), minute(8));
    });

    it('orders times by what they mean, not by their letters', async (t) => {
      const store = await freshStore(kind, t);
      await saveNext(store, 'a', {}, { deadlines: [sampleDeadline('d1', '2026-11-23T20:00:00+09:00'), sampleDeadline('d2', '2026-11-23T12:00:00Z')] });
      const due = await store.dueDeadlines('2026-11-23T13:00:00+01:00', 9);
      assert.deepEqual(due.map(({ id }) => id), ['d1', 'd2']);
      await assert.rejects(saveNext(store, 'a', {}, { deadlines: [sampleDeadline('d1', 'tomorrow')] }), /not a time/);
      assert.equal(await store.version('a'), 1);
    });
  });

  describe('strays', () => {
    it('are kept once, found again once their order is known, and dropped', async (t) => {
      const store = await freshStore(kind, t);
      const stray = { source: 'carrier', id: 'i1', orderId: 'a', scans: [{ kind: 'packed' }], reason: 'unknown-order', receivedAt: minute(2) };
      await store.locked('a', (locked) => locked.keepStray(stray));
      await store.locked('a', (locked) => locked.keepStray({ ...stray, scans: [] }));
      const earlier = { ...stray, orderId: 'b', reason: 'refused', receivedAt: minute(1) };
      await store.locked('b', (locked) => locked.keepStray(earlier));
      assert.deepEqual(await store.strays({ most: 9 }), [earlier, { ...stray, scans: [] }]);
      assert.deepEqual(await store.strays({ most: 9, isPlaceable: true }), []);
      await saveNext(store, 'a');
      await saveNext(store, 'b');
      assert.deepEqual(await store.strays({ most: 9, isPlaceable: true }), [{ ...stray, scans: [] }]);
      await store.dropStray('carrier', 'i1', 'a');
      assert.deepEqual(await store.strays({ most: 9 }), [earlier]);
    });
  });

  describe('a lease', () => {
    it('is one holder’s until it runs out', async (t) => {
      const store = await freshStore(kind, t);
      assert.equal(await store.takeLease('sweep', 'p1', minute(0), minute(5)), true);
      assert.equal(await store.takeLease('sweep', 'p2', minute(4), minute(9)), false);
      assert.equal(await store.takeLease('mail', 'p2', minute(4), minute(9)), true);
      assert.equal(await store.takeLease('sweep', 'p1', minute(4), minute(6)), true);
      assert.equal(await store.takeLease('sweep', 'p2', minute(6), minute(9)), true);
      const holders = Array.from({ length: 20 }, (_, index) => store.takeLease('rush', `p${index}`, minute(0), minute(5)));
      assert.equal((await Promise.all(holders)).filter(Boolean).length, 1);
    });
  });

  describe('pruning', () => {
    it('removes what is old and done, and nothing else', async (t) => {
      const store = await freshStore(kind, t);
      await store.setSubscribers(['shop', 'mail']);
      const messages = ['m1', 'm2', 'm3'].map((id) => sampleMessage(id, 'a'));
      await saveNext(store, 'a', {}, { messages });
      await store.locked('a', async (locked) => {
        await locked.keepAnswer('k1', { fingerprint: 'f1' });
        await locked.takeIncoming('carrier', 'i1');
      });
      for (const id of ['m1', 'm2']) await store.settleDelivery(id, 'shop', { state: 'delivered' });
      await store.settleDelivery('m1', 'mail', { state: 'delivered' });
      await store.settleDelivery('m2', 'mail', { state: 'dead', error: 'no' });
      // Answers and ids are as old as the clock of the store says.
      assert.equal(await store.prune({ before: new Date('2020-01-01').toISOString() }), 0);
      assert.equal(await store.prune({ before: far }), 5);
      assert.equal(await store.replay('m1', 'shop', minute(1)), false);
      assert.deepEqual(names(await store.deadLetters(9)), ['m2 mail']);
      assert.deepEqual(names(await store.takeDeliveries(far, far, 9)).toSorted(), ['m3 mail', 'm3 shop']);
      assert.equal(await store.version('a'), 1);
      assert.equal(await store.locked('a', (locked) => locked.takeIncoming('carrier', 'i1')), true);
    });
  });
});
