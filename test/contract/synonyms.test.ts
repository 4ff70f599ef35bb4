import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  deliveryKinds,
  deliveryMethods,
  eventKinds,
  exceptionKinds,
  parseOrder,
  parseOrderEvents,
  shipmentStatuses,
  type Order,
  type ParseWarning,
} from '../../src/contract/index.ts';
import { methodDependentWords, resolveWord, synonymsByList, type CodeList } from '../../src/contract/synonyms.ts';

const complete = {
  id: 'o1',
  number: '1001',
  version: 3,
  placedAt: '2026-11-14T09:12:00Z',
  updatedAt: '2026-11-23T09:12:00Z',
  currency: 'EUR',
};

function parsed(fields: Record<string, unknown>): { data: Order; warnings: ParseWarning[] } {
  const result = parseOrder({ ...complete, ...fields });
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

const texts = (warnings: readonly ParseWarning[]): string[] =>
  warnings.map(({ code, path, message }) => `${code} ${path}: ${message}`);

const codes: Record<CodeList, readonly string[]> = {
  status: shipmentStatuses,
  event: eventKinds,
  method: deliveryMethods,
  exception: exceptionKinds,
  delivery: deliveryKinds,
};

describe('words of other systems', () => {
  const cases: [list: CodeList, word: string, code: string | undefined][] = [
    ['status', 'shipped', 'accepted'],
    ['status', 'Despatched', 'accepted'],
    ['status', 'fulfilled', 'accepted'],
    ['status', 'completed', 'accepted'],
    ['status', 'EN ROUTE', 'in_transit'],
    ['status', 'In-Transit', 'in_transit'],
    ['status', 'outfordelivery', 'out_for_delivery'],
    ['status', 'out for delivery', 'out_for_delivery'],
    ['status', 'ready_to_collect', 'ready_for_pickup'],
    ['status', 'delivered_to_neighbour', 'delivered'],
    ['status', 'return_to_sender', 'returning'],
    ['status', 'Cancelled', 'canceled'],
    ['status', 'label_printed', 'preparing'],
    ['status', 'exception', 'unknown'],
    ['status', 'teleported', undefined],
    ['status', 'constructor', undefined],
    ['event', 'shipped', 'accepted'],
    ['event', 'failed_attempt', 'delivery_attempted'],
    ['event', 'returned', 'returned_to_sender'],
    ['event', 'processing', 'note'],
    ['event', 'exception', undefined],
    ['method', 'home', 'courier'],
    ['method', 'Parcel-Shop', 'pickup'],
    ['method', 'click and collect', 'store'],
    ['method', 'download', 'digital'],
    ['exception', 'customs', 'customs_hold'],
    ['delivery', 'Neighbor', 'neighbour'],
    ['delivery', 'safe-place', 'safe_place'],
    ['delivery', 'letterbox', 'mailbox'],
  ];
  for (const [list, word, code] of cases) {
    it(`${list} "${word}" means ${code ?? 'nothing'}`, () => {
      assert.equal(resolveWord(list, word), code);
    });
  }

  it('mean a listed code, and a code means itself', () => {
    for (const [list, synonyms] of Object.entries(synonymsByList) as [CodeList, Record<string, string>][]) {
      for (const [code, words] of Object.entries(synonyms)) {
        assert.ok(codes[list].includes(code), `${list} ${code}`);
        for (const word of words.split(' ').filter(Boolean))
          assert.equal(resolveWord(list, word), code, `${list} ${word}`);
      }
      for (const code of codes[list]) assert.equal(resolveWord(list, code), code);
    }
  });

  it('that customers and carriers share depend on the delivery method', () => {
    assert.equal(resolveWord('status', 'picked_up', 'locker'), 'delivered');
    assert.equal(resolveWord('status', 'picked_up', 'courier'), 'accepted');
    assert.equal(resolveWord('event', 'Collected'), 'accepted');
    assert.equal(resolveWord('status', 'completed', 'store'), 'delivered');
    assert.equal(resolveWord('status', 'completed', 'pickup'), 'accepted');
    for (const { words } of methodDependentWords) {
      for (const word of words.split(' ')) {
        for (const list of [synonymsByList.status, synonymsByList.event])
          assert.ok(!Object.values(list).some((text) => text?.split(' ').includes(word)), word);
      }
    }
  });
});

describe('parseOrder', () => {
  it('reads words of other systems as the codes that they mean, with a warning', () => {
    const { data, warnings } = parsed({
      method: 'home',
      shipments: [
        {
          id: 's1',
          status: 'Shipped',
          method: 'parcel_shop',
          exceptions: [{ kind: 'customs', since: '2026-11-20' }],
          delivery: { kind: 'neighbor' },
        },
      ],
      events: [
        { id: 'e1', kind: 'picked_up', at: '2026-11-20', shipmentId: 's1' },
        { id: 'e2', kind: 'In-Transit', at: '2026-11-21' },
      ],
    });
    assert.equal(data.method, 'courier');
    const [shipment] = data.shipments;
    assert.deepEqual(
      [shipment?.status, shipment?.method, shipment?.exceptions[0]?.kind, shipment?.delivery?.kind],
      ['accepted', 'pickup', 'customs_hold', 'neighbour'],
    );
    assert.deepEqual(
      data.events.map(({ kind }) => kind),
      ['delivered', 'in_transit'],
    );
    assert.deepEqual(texts(warnings), [
      'synonym method: "home" is read as courier',
      'synonym shipments.0.method: "parcel_shop" is read as pickup',
      'synonym shipments.0.status: "Shipped" is read as accepted',
      'synonym shipments.0.exceptions.0.kind: "customs" is read as customs_hold',
      'synonym shipments.0.delivery.kind: "neighbor" is read as neighbour',
      'synonym events.0.kind: "picked_up" is read as delivered',
      'synonym events.1.kind: "In-Transit" is read as in_transit',
    ]);
  });

  it('keeps unknown words, with a warning that names single words alone', () => {
    const { data, warnings } = parsed({
      shipments: [{ id: 's1', status: 'teleported', method: 'drone' }],
      events: [
        { id: 'e1', kind: 'Z17', at: '2026-11-20' },
        { id: 'e2', kind: 'left with Ann Smith', at: '2026-11-20' },
        { id: 'e3', kind: 'tel004915112345678', at: '2026-11-20' },
      ],
    });
    assert.deepEqual([data.shipments[0]?.status, data.shipments[0]?.method], ['teleported', 'drone']);
    assert.equal(data.events[1]?.kind, 'left with Ann Smith');
    assert.deepEqual(texts(warnings), [
      'unknown-code shipments.0.method: "drone" is not listed',
      'unknown-code shipments.0.status: "teleported" is not listed',
      'unknown-code events.0.kind: "Z17" is not listed',
      'unknown-code events.1.kind: the code is not listed',
      'unknown-code events.2.kind: the code is not listed',
    ]);
  });

  it('warns of unchanged events as well', () => {
    const order = { ...complete, events: [{ id: 'e1', kind: 'shipped', at: '2026-11-20' }] };
    const first = parseOrder(order);
    assert.ok(first.ok);
    assert.deepEqual(parseOrder(order, first.data), first);
  });
});

it('parseOrderEvents reads words of other systems', () => {
  const result = parseOrderEvents({ events: [{ id: 'e1', kind: 'despatched', at: '2026-11-20' }] });
  assert.ok(result.ok);
  assert.equal(result.data.events[0]?.kind, 'accepted');
  assert.deepEqual(texts(result.warnings), ['synonym events.0.kind: "despatched" is read as accepted']);
});
