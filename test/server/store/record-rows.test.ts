import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebhookDelivery } from '../../../src/server/store/store.ts';
import { minute, sampleCancellation, sampleDeadline, sampleIncident, sampleMessage, saveNext } from './samples.ts';
import { openFreshStore, describeEachStore } from './describe-each-store.ts';

const names = (deliveries: WebhookDelivery[]): string[] =>
  deliveries.map(({ message, subscriber }) => `${message.id} ${subscriber}`);
const far = new Date('2100-01-01').toISOString();

describeEachStore((kind) => {
  describe('deliveries', () => {
    it('are queued once for each current subscriber', async (t) => {
      const store = await openFreshStore(kind, t);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m0', 'a')] });
      await store.setSubscribers(['shop', 'mail', 'shop']);
      await store.setSubscribers(['mail', 'shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a'), sampleMessage('m2', 'a')] });
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a')] });
      const taken = await store.claimDeliveries(minute(1), minute(2), 10);
      assert.deepEqual(names(taken).toSorted(), ['m1 mail', 'm1 shop', 'm2 mail', 'm2 shop']);
      assert.deepEqual(taken[0]?.message, sampleMessage('m1', 'a'));
      assert.deepEqual(taken[0], { ...taken[0], attempts: 0, state: 'waiting', nextAttemptAt: minute(2) });
    });

    it('are claimed in the order of saving, by subscriber, up to the limit', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop', 'mail']);
      for (const id of ['m3', 'm1', 'm2']) await saveNext(store, 'a', {}, { messages: [sampleMessage(id, 'a')] });
      assert.deepEqual(names(await store.claimDeliveries(minute(1), minute(2), 2, 'shop')), ['m3 shop', 'm1 shop']);
      assert.deepEqual(names(await store.claimDeliveries(minute(1), minute(2), 9, 'shop')), ['m2 shop']);
      assert.deepEqual(names(await store.claimDeliveries(minute(1), minute(2), 9, 'mail')), [
        'm3 mail',
        'm1 mail',
        'm2 mail',
      ]);
    });

    it('are not claimed before they are due or while they are leased', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a', minute(5))] });
      assert.deepEqual(await store.claimDeliveries(minute(4), minute(9), 9), []);
      assert.equal((await store.claimDeliveries(minute(5), minute(9), 9)).length, 1);
      assert.deepEqual(await store.claimDeliveries(minute(8), minute(12), 9), []);
      assert.equal((await store.claimDeliveries(minute(9), minute(12), 9)).length, 1);
    });

    it('end as delivered or dead, and restart when replayed', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a'), sampleMessage('m2', 'a')] });
      const take = (at: number): Promise<WebhookDelivery[]> => store.claimDeliveries(minute(at), minute(at + 1), 9);
      await take(1);
      await store.recordDeliveryOutcome('m1', 'shop', {
        state: 'waiting',
        nextAttemptAt: minute(10),
        error: 'HTTP 500',
      });
      await store.recordDeliveryOutcome('m2', 'shop', { state: 'waiting', nextAttemptAt: minute(20) });
      assert.deepEqual(await take(9), []);
      const [again] = await take(10);
      assert.deepEqual([again?.message.id, again?.attempts, again?.lastError], ['m1', 1, 'HTTP 500']);
      const [untried] = await take(20).then((all) => all.filter(({ message }) => message.id === 'm2'));
      assert.deepEqual([untried?.attempts, untried && 'lastError' in untried], [0, false]);

      await store.recordDeliveryOutcome('m1', 'shop', { state: 'dead', error: 'HTTP 410' });
      await store.recordDeliveryOutcome('m2', 'shop', { state: 'delivered' });
      await store.recordDeliveryOutcome('m2', 'shop', { state: 'waiting', nextAttemptAt: minute(30), error: 'late' });
      await store.recordDeliveryOutcome('m2', 'shop', { state: 'dead', error: 'late' });
      assert.deepEqual(await store.claimDeliveries(far, far, 9), []);
      const dead = await store.listDeadLetters(9);
      assert.deepEqual(
        dead.map(({ message, state, attempts, lastError }) => [message.id, state, attempts, lastError]),
        [['m1', 'dead', 2, 'HTTP 410']],
      );

      assert.equal(await store.replayDelivery('m1', 'shop', minute(40)), true);
      assert.equal(await store.replayDelivery('m2', 'shop', minute(40)), true);
      assert.equal(await store.replayDelivery('m3', 'shop', minute(40)), false);
      assert.deepEqual(
        (await take(40)).map(({ message, attempts }) => [message.id, attempts]),
        [
          ['m1', 0],
          ['m2', 0],
        ],
      );
      assert.deepEqual(await store.listDeadLetters(9), []);
    });

    it('wait for a removed subscriber', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop']);
      await saveNext(store, 'a', {}, { messages: [sampleMessage('m1', 'a')] });
      await store.setSubscribers([]);
      assert.deepEqual(await store.claimDeliveries(minute(1), minute(2), 9), []);
      await store.setSubscribers(['shop']);
      assert.equal((await store.claimDeliveries(minute(1), minute(2), 9)).length, 1);
    });
  });

  describe('due entries', () => {
    it('include a deadline until its incident, and again with a new date', async (t) => {
      const store = await openFreshStore(kind, t);
      const [late, later] = [sampleDeadline('d1', minute(5)), sampleDeadline('d2', minute(7))];
      await saveNext(store, 'a', {}, { deadlines: [later, late] });
      assert.deepEqual(await store.listDueDeadlines(minute(4), 9), []);
      assert.deepEqual(await store.listDueDeadlines(minute(7), 9), [
        { ...late, orderId: 'a' },
        { ...later, orderId: 'a' },
      ]);
      assert.equal((await store.listDueDeadlines(minute(7), 1)).length, 1);

      const incident = sampleIncident('a', late, minute(6));
      await saveNext(store, 'a', {}, { deadlines: [late], incidents: [incident] });
      assert.deepEqual(await store.listDueDeadlines(minute(9), 9), []);
      assert.deepEqual(await store.listIncidents({ limit: 9 }), [incident]);

      const moved = sampleDeadline('d1', minute(20));
      const resolved = { ...incident, resolvedAt: minute(10) };
      await saveNext(store, 'a', {}, { deadlines: [moved], incidents: [resolved] });
      assert.deepEqual(await store.listIncidents({ limit: 9 }), []);
      assert.deepEqual(await store.listDueDeadlines(minute(20), 9), [{ ...moved, orderId: 'a' }]);
      const second = sampleIncident('a', moved, minute(21));
      await saveNext(store, 'a', {}, { deadlines: [moved], incidents: [second] });
      assert.deepEqual(await store.listIncidents({ limit: 9, includeResolved: true }), [second, resolved]);
    });

    it('include cancellations with a retry time', async (t) => {
      const store = await openFreshStore(kind, t);
      const asked = sampleCancellation('a', 'c1', { retryAt: minute(5) });
      await store.withLockedOrder('a', (locked) => locked.saveCancellation(asked));
      await store.withLockedOrder('b', (locked) => locked.saveCancellation(sampleCancellation('b', 'c1')));
      assert.deepEqual(await store.listDueCancellations(minute(4), 9), []);
      assert.deepEqual(await store.listDueCancellations(minute(5), 9), [asked]);
      assert.deepEqual(await store.getCancellation('a', 'c1'), asked);
      const done = { ...asked, cancellation: { ...asked.cancellation, status: 'rejected' as const } };
      await store.withLockedOrder('a', (locked) => locked.saveCancellation(done));
      assert.deepEqual(await store.listDueCancellations(minute(9), 9), []);
    });

    it('are announced by getNextDueAt', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop']);
      assert.equal(await store.getNextDueAt(), undefined);
      await saveNext(store, 'a', {}, { deadlines: [sampleDeadline('d1', minute(9))] });
      assert.equal(await store.getNextDueAt(), minute(9));
      await store.withLockedOrder('b', (locked) =>
        locked.saveCancellation(sampleCancellation('b', 'c1', { retryAt: minute(8) })),
      );
      assert.equal(await store.getNextDueAt(), minute(8));
      await saveNext(store, 'b', {}, { messages: [sampleMessage('m1', 'b', minute(1))] });
      assert.equal(await store.getNextDueAt(), minute(1));
      await store.claimDeliveries(minute(1), minute(3), 9);
      assert.equal(await store.getNextDueAt(), minute(3));
      await store.recordDeliveryOutcome('m1', 'shop', { state: 'delivered' });
      assert.equal(await store.getNextDueAt(), minute(8));
    });

    it('are ordered by time, not by text', async (t) => {
      const store = await openFreshStore(kind, t);
      await saveNext(
        store,
        'a',
        {},
        {
          deadlines: [sampleDeadline('d1', '2026-11-23T20:00:00+09:00'), sampleDeadline('d2', '2026-11-23T12:00:00Z')],
        },
      );
      const due = await store.listDueDeadlines('2026-11-23T13:00:00+01:00', 9);
      assert.deepEqual(
        due.map(({ id }) => id),
        ['d1', 'd2'],
      );
      await assert.rejects(saveNext(store, 'a', {}, { deadlines: [sampleDeadline('d1', 'tomorrow')] }), /not a time/);
      assert.equal(await store.getOrderVersion('a'), 1);
    });
  });

  describe('unmatched scans', () => {
    it('are stored once, found when their order exists, and deleted', async (t) => {
      const store = await openFreshStore(kind, t);
      const unmatched = {
        source: 'carrier',
        id: 'i1',
        orderId: 'a',
        scans: [{ kind: 'packed' }],
        reason: 'unknown-order',
        receivedAt: minute(2),
      };
      await store.withLockedOrder('a', (locked) => locked.saveUnmatchedScans(unmatched));
      await store.withLockedOrder('a', (locked) => locked.saveUnmatchedScans({ ...unmatched, scans: [] }));
      const earlier = { ...unmatched, orderId: 'b', reason: 'refused', receivedAt: minute(1) };
      await store.withLockedOrder('b', (locked) => locked.saveUnmatchedScans(earlier));
      assert.deepEqual(await store.listUnmatchedScans({ limit: 9 }), [earlier, { ...unmatched, scans: [] }]);
      assert.deepEqual(await store.listUnmatchedScans({ limit: 9, hasKnownOrder: true }), []);
      await saveNext(store, 'a');
      await saveNext(store, 'b');
      assert.deepEqual(await store.listUnmatchedScans({ limit: 9, hasKnownOrder: true }), [
        { ...unmatched, scans: [] },
      ]);
      await store.deleteUnmatchedScans('carrier', 'i1', 'a');
      assert.deepEqual(await store.listUnmatchedScans({ limit: 9 }), [earlier]);
    });
  });

  describe('a lease', () => {
    it('belongs to one holder until it runs out', async (t) => {
      const store = await openFreshStore(kind, t);
      assert.equal(await store.acquireLease('sweep', 'p1', minute(0), minute(5)), true);
      assert.equal(await store.acquireLease('sweep', 'p2', minute(4), minute(9)), false);
      assert.equal(await store.acquireLease('mail', 'p2', minute(4), minute(9)), true);
      assert.equal(await store.acquireLease('sweep', 'p1', minute(4), minute(6)), true);
      assert.equal(await store.acquireLease('sweep', 'p2', minute(6), minute(9)), true);
      const holders = Array.from({ length: 20 }, (_, index) =>
        store.acquireLease('rush', `p${index}`, minute(0), minute(5)),
      );
      assert.equal((await Promise.all(holders)).filter(Boolean).length, 1);
    });
  });

  describe('pruning', () => {
    it('deletes only old data that is no longer needed', async (t) => {
      const store = await openFreshStore(kind, t);
      await store.setSubscribers(['shop', 'mail']);
      const messages = ['m1', 'm2', 'm3'].map((id) => sampleMessage(id, 'a'));
      await saveNext(store, 'a', {}, { messages });
      await store.withLockedOrder('a', async (locked) => {
        await locked.saveIdempotencyRecord('k1', { fingerprint: 'f1' }, minute(0));
        await locked.claimWebhook('carrier', 'i1', minute(0));
      });
      for (const id of ['m1', 'm2']) await store.recordDeliveryOutcome(id, 'shop', { state: 'delivered' });
      await store.recordDeliveryOutcome('m1', 'mail', { state: 'delivered' });
      await store.recordDeliveryOutcome('m2', 'mail', { state: 'dead', error: 'no' });
      const early = new Date('2020-01-01').toISOString();
      assert.equal(await store.prune({ before: early, idempotencyBefore: early }), 0);
      assert.equal(await store.prune({ before: early, idempotencyBefore: minute(0) }), 0);
      assert.equal(await store.prune({ before: early, idempotencyBefore: minute(1) }), 1);
      assert.equal(await store.prune({ before: far, idempotencyBefore: early }), 4);
      assert.equal(await store.replayDelivery('m1', 'shop', minute(1)), false);
      assert.deepEqual(names(await store.listDeadLetters(9)), ['m2 mail']);
      assert.deepEqual(names(await store.claimDeliveries(far, far, 9)).toSorted(), ['m3 mail', 'm3 shop']);
      assert.equal(await store.getOrderVersion('a'), 1);
      assert.equal(await store.withLockedOrder('a', (locked) => locked.claimWebhook('carrier', 'i1', minute(0))), true);
    });
  });
});
