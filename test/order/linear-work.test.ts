import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveOrderViewModel } from '../../src/components/order-status/order-status.view-model.ts';
import type { Order } from '../../src/contract/order.ts';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { getFormatter } from '../../src/i18n/formatter.ts';
import { englishOrderStatus } from '../../src/i18n/messages.ts';
import { deriveOrderSummary } from '../../src/order/order-summary.ts';
import { deriveOrderFacts } from '../../src/order/order-facts.ts';

/* Work is counted as reads of the order's fields and entries, because times depend on the machine. */

let reads = 0;

/** A value that counts the reads of its fields and entries, at any depth. */
function counted<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const proxies = new Map<PropertyKey, unknown>();
  return new Proxy(value, {
    get(target, name) {
      reads += 1;
      if (!proxies.has(name)) proxies.set(name, counted(Reflect.get(target, name)));
      return proxies.get(name);
    },
  });
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 20) + minutes * 60_000).toISOString();
const scanKinds = ['packed', 'accepted', 'arrived_at_facility', 'departed_facility', 'out_for_delivery'];

type Size = { lines?: number; parcels?: number; scans?: number; numbers?: number; corrections?: number };

/** Every line is cancelable and in a parcel; every scan has its own time. Every parcel has its own number by default. */
function createLargeOrder({ lines = 1, parcels = 1, scans = 1, numbers, corrections = 0 }: Size): object {
  const numberOf = (index: number): string => `T${index % (numbers ?? parcels)}`;
  const lineItems = range(lines).map((index) => ({
    id: `l${index}`,
    title: `Title ${index}`,
    quantity: { original: 2, total: 2, fulfilled: 1 },
  }));
  const offered = lineItems.map(({ id }) => ({ id, maxQuantity: 1 }));
  return {
    id: 'o1',
    version: 1,
    placedAt: at(-60),
    currency: 'EUR',
    lineItems,
    shipments: range(parcels).map((index) => ({
      id: `s${index}`,
      status: 'in_transit',
      method: 'courier',
      carrier: { name: 'Post' },
      tracking: [{ number: numberOf(index) }],
      lineItems: lineItems.filter((_, line) => line % parcels === index % lines).map(({ id }) => ({ id, quantity: 1 })),
    })),
    promises: [{ id: 'p', window: { from: '2026-11-24', to: '2026-11-26' }, madeAt: at(-60), source: 'checkout' }],
    events: range(parcels * scans).map((index) => ({
      id: `e${index}`,
      kind: scanKinds[Math.floor(index / parcels) % scanKinds.length],
      at: at(index),
      shipmentId: `s${index % parcels}`,
      tracking: {
        number: numberOf(index),
        ...(index < corrections && { number: `N${index}`, replaces: `O${index}` }),
      },
    })),
    adjustments: range(Math.ceil(lines / 4)).map((index) => ({
      id: `a${index}`,
      kind: 'return',
      status: 'pending',
      lineItems: [{ id: `l${index}`, quantity: 1 }],
    })),
    actions: [{ type: 'cancel-items', mode: 'instant', lineItems: offered }],
  };
}

const now = Date.parse(at(2880));
const timeContext = { now, timeZone: 'Europe/Berlin' };
const format = getFormatter('en-GB');

function countReads(work: () => void): number {
  reads = 0;
  work();
  return reads;
}

const parse = (value: object): Order => {
  const parsed = parseOrder(value);
  assert.ok(parsed.ok);
  return parsed.data;
};

const works: [what: string, prepare: (order: object) => () => void][] = [
  ['reading', (order) => () => parse(counted(order))],
  [
    'a summary',
    (order) => {
      const parsed = counted(parse(order));
      return () => deriveOrderSummary(parsed, timeContext);
    },
  ],
  [
    'a view',
    (order) => {
      const summary = counted(deriveOrderFacts(parse(order), timeContext));
      return () =>
        deriveOrderViewModel({
          summary,
          streamStatus: undefined,
          ageMs: undefined,
          isInvalid: false,
          timeZone: timeContext.timeZone,
          now,
          historyLimit: 20,
          messages: englishOrderStatus,
          format,
        });
    },
  ],
];

const growths: [what: string, once: Size, twice: Size][] = [
  ['lines', { lines: 200 }, { lines: 400 }],
  ['lines in as many parcels', { lines: 100, parcels: 100 }, { lines: 200, parcels: 200 }],
  ['parcels', { lines: 10, parcels: 100, scans: 5 }, { lines: 10, parcels: 200, scans: 5 }],
  ['parcels with one number', { lines: 100, parcels: 100, numbers: 1 }, { lines: 200, parcels: 200, numbers: 1 }],
  ['entries of one parcel', { parcels: 100, numbers: 1 }, { parcels: 200, numbers: 1 }],
  ['corrections', { scans: 100, corrections: 100 }, { scans: 200, corrections: 200 }],
  ['scans', { lines: 10, parcels: 10, scans: 20 }, { lines: 10, parcels: 10, scans: 40 }],
];

describe('the work for an order of twice as many', () => {
  for (const [what, once, twice] of growths) {
    for (const [work, prepare] of works) {
      it(`${what} is at most twice that of ${work} (C3)`, () => {
        const [one, two] = [once, twice].map((size) => countReads(prepare(createLargeOrder(size))));
        assert.ok(one && two && two > one / 2, 'work is counted');
        assert.ok(two <= one * 2.1, `${one} reads, then ${two}`);
      });
    }
  }
});
