import { ok } from 'node:assert/strict';
import { parseOrder } from '../../src/contract/parse-order.ts';
import type { Order } from '../../src/contract/order.ts';
import { readOrder, type OrderReading } from '../../src/order/index.ts';

/** Noon in Berlin on a Monday. */
export const noon = Date.parse('2026-11-23T11:00:00Z');

type Fields = object;

/** An order of one book, as a shop sends it, with other fields where given. */
function order(fields: Fields = {}): Order {
  const parsed = parseOrder({
    id: 'o1',
    number: '1001',
    version: 1,
    placedAt: '2026-11-14T09:12:00Z',
    updatedAt: '2026-11-14T09:12:00Z',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    lineItems: [line('dune', 1)],
    ...fields,
  });
  ok(parsed.ok);
  return parsed.data;
}

export const line = (id: string, total: number, fields: Fields = {}): Fields => ({
  id,
  title: id,
  quantity: { original: total, total, fulfilled: 0 },
  ...fields,
});

/** With one book in it, by courier. */
export const parcel = (id: string, fields: Fields = {}): Fields => ({
  id,
  direction: 'outbound',
  status: 'unknown',
  method: 'courier',
  lineItems: [{ id: 'dune', quantity: 1 }],
  ...fields,
});

let events = 0;

/** Of the parcel `s1`, unless another is named. */
export const event = (kind: string, at: string | undefined, fields: Fields = {}): Fields => ({
  id: `e${++events}`,
  kind,
  at,
  shipmentId: 's1',
  ...fields,
});

export const promise = (id: string, from: string, to: string | undefined, madeAt: string, fields: Fields = {}): Fields => ({
  id,
  window: { from, to },
  madeAt,
  source: 'shop',
  ...fields,
});

/** Reads an order of one parcel with these events. */
export function read(happened: readonly Fields[], fields: Fields = {}, now: number | string = noon): OrderReading {
  const value = order({ shipments: [parcel('s1')], events: happened, ...fields });
  return readOrder(value, { now: typeof now === 'string' ? Date.parse(now) : now });
}

export const codes = ({ warnings }: OrderReading): string[] => [...new Set(warnings.map(({ code }) => code))].toSorted();
