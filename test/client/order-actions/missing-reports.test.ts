import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createAuth } from '../../../src/client/http/auth.ts';
import { MissingReports } from '../../../src/client/order-actions/missing-reports.ts';
import { parseOrder, type Order } from '../../../src/contract/index.ts';
import { deriveOrderSummary } from '../../../src/order/index.ts';

const endpoint = new URL('https://shop.example/');

function createOrder(exceptions: readonly Readonly<Record<string, unknown>>[] = []): Order {
  const shipments = ['s1', 's2'].map((id) => ({
    id,
    direction: 'outbound',
    status: 'delivered',
    method: 'courier',
    tracking: [],
    exceptions: id === 's1' ? exceptions : [],
  }));
  const parsed = parseOrder({ id: 'o1', version: 1, placedAt: '2026-11-18T09:00:00Z', currency: 'EUR', shipments });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.data;
}

/** Reports of the first parcel, answered by the shop. */
async function sendReport(response: () => Response | Promise<never>, order = createOrder()): Promise<MissingReports> {
  const reports = new MissingReports();
  mock.method(globalThis, 'fetch', () => Promise.resolve(response()));
  await reports.send(endpoint, order, 's1', createAuth(undefined), () => undefined);
  mock.restoreAll();
  return reports;
}

const accepted = (fields: Readonly<Record<string, unknown>>) => (): Response => Response.json({ id: 'c1', ...fields });

describe('a report of a missing parcel', () => {
  it('is an issue of its parcel alone, with the time of the answer', async () => {
    const order = createOrder();
    const reports = await sendReport(accepted({ answerBy: '2026-11-26T17:00:00Z' }), order);
    assert.equal(reports.getState('s1'), 'sent');
    const [first, second] = reports.addTo(order).shipments;
    assert.deepEqual(
      first?.exceptions.map(({ kind, actionRequired }) => [kind, actionRequired]),
      [['not_received', { by: 'shop', what: '', until: '2026-11-26T17:00:00Z' }]],
    );
    assert.ok(Math.abs(Date.parse(first.exceptions[0]?.since ?? '') - Date.now()) < 60_000);
    assert.equal(second, order.shipments[1]);
  });

  it('failed if the shop rejects it', async () => {
    const reports = await sendReport(accepted({ status: 'rejected' }));
    assert.equal(reports.getState('s1'), 'failed');
    const order = createOrder();
    assert.equal(reports.addTo(order), order);
  });

  it('is over if the parcel is not delivered any more', async () => {
    const reports = await sendReport(accepted({}));
    const order = createOrder();
    const shipments = order.shipments.map((shipment) => ({ ...shipment, status: 'out_for_delivery' }));
    const redelivered = { ...order, shipments };
    assert.equal(reports.addTo(redelivered), redelivered);
  });

  it('does not change the order of the shop', async () => {
    const order = createOrder();
    const before = structuredClone(order);
    (await sendReport(accepted({}), order)).addTo(order);
    assert.deepEqual(order, before);
  });

  it('is the headline of the order', async () => {
    const reports = await sendReport(accepted({}));
    const { headline } = deriveOrderSummary(reports.addTo(createOrder()), { now: Date.parse('2026-11-23T11:00:00Z') });
    assert.deepEqual(
      [headline.kind, headline.issue?.kind, headline.parcel?.shipment.id],
      ['problem', 'not_received', 's1'],
    );
  });

  for (const answerBy of [
    undefined,
    null,
    5,
    'soon',
    '',
    '2026',
    'Dec 3, 2026',
    '12/03/2026',
    '2026-13-03T17:00:00Z',
  ]) {
    it(`has no time of an answer that nobody can read: ${String(answerBy)}`, async () => {
      const [shipment] = (await sendReport(accepted({ answerBy }))).addTo(createOrder()).shipments;
      assert.deepEqual(
        shipment?.exceptions.map(({ kind, actionRequired }) => [kind, actionRequired]),
        [['not_received', undefined]],
      );
    });
  }

  it('is told by the shop as soon as it has one, open or resolved', async () => {
    const reports = await sendReport(accepted({}));
    for (const resolvedAt of [undefined, '2026-11-23T10:00:00Z']) {
      const order = createOrder([{ kind: 'not_received', since: '2026-11-23T09:00:00Z', resolvedAt }]);
      assert.equal(reports.addTo(order), order);
    }
  });

  it('that could not be sent is no issue', async () => {
    const order = createOrder();
    const reports = await sendReport(() => new Response('', { status: 500 }), order);
    assert.equal(reports.getState('s1'), 'failed');
    assert.equal(reports.addTo(order), order);
  });

  it('that is being sent is no issue', async () => {
    const order = createOrder();
    const reports = new MissingReports();
    mock.method(globalThis, 'fetch', () => Promise.resolve(accepted({})()));
    const sending = reports.send(endpoint, order, 's1', createAuth(undefined), () => undefined);
    assert.equal(reports.getState('s1'), 'sending');
    assert.equal(reports.addTo(order), order);
    await sending;
    mock.restoreAll();
  });

  it('that nobody sent changes nothing', () => {
    const order = createOrder();
    assert.equal(new MissingReports().addTo(order), order);
  });
});
