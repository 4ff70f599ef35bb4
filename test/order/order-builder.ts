import { ok } from 'node:assert/strict';
import { parseOrder } from '../../src/contract/parse-order.ts';
import type { Order } from '../../src/contract/order.ts';
import { deriveOrderSummary, type OrderSummary } from '../../src/order/index.ts';

/** Noon of a Monday in Berlin. */
export const noon = Date.parse('2026-11-23T11:00:00Z');

type Fields = object;

/** A parsed order of one book. `fields` replaces fields. */
function createOrder(fields: Fields = {}): Order {
  const parsed = parseOrder({
    id: 'o1',
    number: '1001',
    version: 1,
    placedAt: '2026-11-01T09:12:00Z',
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

/** A courier parcel with one book. `fields` replaces fields. */
export const parcel = (id: string, fields: Fields = {}): Fields => ({
  id,
  direction: 'outbound',
  status: 'unknown',
  method: 'courier',
  lineItems: [{ id: 'dune', quantity: 1 }],
  ...fields,
});

let eventCount = 0;

/** An event of the parcel `s1` with an id of its own. `fields` replaces fields. */
export const event = (kind: string, at: string | undefined, fields: Fields = {}): Fields => ({
  id: `e${++eventCount}`,
  kind,
  at,
  shipmentId: 's1',
  ...fields,
});

export const promise = (
  id: string,
  from: string,
  to: string | undefined,
  madeAt: string,
  fields: Fields = {},
): Fields => ({
  id,
  window: { from, to },
  madeAt,
  source: 'shop',
  ...fields,
});

/** Derives the summary of an order with the parcel `s1` and these events. `fields` replaces fields of the order. */
export function summarize(events: readonly Fields[], fields: Fields = {}, now: number | string = noon): OrderSummary {
  const value = createOrder({ shipments: [parcel('s1')], events, ...fields });
  return deriveOrderSummary(value, { now: typeof now === 'string' ? Date.parse(now) : now });
}

export const warningCodes = ({ warnings }: OrderSummary): string[] =>
  [...new Set(warnings.map(({ code }) => code))].toSorted();
