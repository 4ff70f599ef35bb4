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

/** Words that mean `accepted`, unless the customer collects the parcel or nothing is carried. */
const ambiguousWords = methodDependentWords.flatMap(({ words }) => words.split(' '));

describe('a word whose meaning depends on the delivery method', () => {
  const read = (word: string, method?: string, direction?: string) => {
    const { data } = parsed({
      shipments: [{ id: 's1', status: word, statusAt: '2026-11-20', method, direction }],
      events: [{ id: 'e1', kind: word, at: '2026-11-20', shipmentId: 's1' }],
    });
    const [[shipment], [event]] = [data.shipments, data.events];
    assert.deepEqual([event?.kind, event?.word], [shipment?.status, shipment?.statusWord]);
    return { code: event?.kind, word: event?.word };
  };

  it('is kept if it is read as accepted', () => {
    for (const word of ambiguousWords) assert.deepEqual(read(word, 'courier'), { code: 'accepted', word });
    assert.deepEqual(read('Picked up'), { code: 'accepted', word: 'Picked up' });
  });

  it('is not kept if the method decides what it means', () => {
    for (const word of ambiguousWords) assert.deepEqual(read(word, 'store'), { code: 'delivered', word: undefined });
  });

  it('means that the carrier took a return over, whatever the method', () => {
    for (const word of ambiguousWords) {
      for (const method of [...deliveryMethods, undefined])
        assert.deepEqual(read(word, method, 'return'), { code: 'accepted', word }, `${word} ${method}`);
    }
  });

  it('means the same in a return of an order with a method', () => {
    const { data } = parsed({
      method: 'locker',
      shipments: [{ id: 'r1', direction: 'return', status: 'collected' }],
      events: [
        { id: 'e1', kind: 'picked_up', at: '2026-11-20', shipmentId: 'r1' },
        { id: 'e2', kind: 'picked_up', at: '2026-11-20' },
      ],
    });
    assert.deepEqual(
      [data.shipments[0]?.status, ...data.events.map(({ kind }) => kind)],
      ['accepted', 'accepted', 'accepted'],
    );
  });

  it('stays when the order is parsed again', () => {
    const once = parsed({
      shipments: [{ id: 's1', status: 'fulfilled', method: 'courier' }],
      events: [{ id: 'e1', kind: 'handed_over', at: '2026-11-20', shipmentId: 's1' }],
    }).data;
    const again = parseOrder(once);
    assert.ok(again.ok);
    assert.deepEqual(again.data, once);
    assert.deepEqual(again.warnings, []);
    assert.deepEqual([once.shipments[0]?.statusWord, once.events[0]?.word], ['fulfilled', 'handed_over']);
  });

  it('is kept for no other code, and for no word with one meaning', () => {
    const { data } = parsed({
      shipments: [{ id: 's1', status: 'Shipped' }],
      events: [
        { id: 'e1', kind: 'shipped', at: '2026-11-20' },
        { id: 'e2', kind: 'accepted', at: '2026-11-20' },
      ],
    });
    assert.ok(!('statusWord' in (data.shipments[0] ?? {})));
    assert.ok(data.events.every((event) => !('word' in event)));
  });
});

describe('parseOrderEvents', () => {
  const readEvents = (kinds: readonly string[], order: Record<string, unknown>) => {
    const events = kinds.map((kind, index) => ({ id: `e${index}`, kind, at: '2026-11-20', shipmentId: 's1' }));
    const result = parseOrderEvents({ events }, parsed(order).data);
    assert.ok(result.ok);
    assert.deepEqual(result.data.events, parsed({ ...order, events }).data.events);
    return { kinds: result.data.events.map(({ kind }) => kind), warnings: texts(result.warnings) };
  };

  it('reads words of other systems', () => {
    assert.deepEqual(readEvents(['despatched'], {}), {
      kinds: ['accepted'],
      warnings: ['synonym events.0.kind: "despatched" is read as accepted'],
    });
  });

  for (const [what, order, kind] of [
    ['parcel', { method: 'courier', shipments: [{ id: 's1', method: 'locker' }] }, 'delivered'],
    ['order', { method: 'locker', shipments: [{ id: 's1' }] }, 'delivered'],
    ['return', { method: 'locker', shipments: [{ id: 's1', direction: 'return' }] }, 'accepted'],
  ] as const) {
    it(`reads words by the method of the ${what}, like parseOrder`, () => {
      assert.deepEqual(readEvents(['picked_up', 'delivered'], order).kinds, [kind, 'delivered']);
    });
  }
});
