import assert from 'node:assert/strict';
import { parseOrder } from '../../../../src/contract/parse-order.ts';
import {
  deriveOrderViewModel,
  type OrderViewModel,
  type OrderViewModelInput,
} from '../../../../src/components/order-status/order-status.view-model.ts';
import { englishOrderStatus } from '../../../../src/i18n/messages.ts';
import { toPlainText } from '../../../../src/i18n/format-message.ts';
import { getFormatter, type TextRun } from '../../../../src/i18n/formatter.ts';
import { deriveOrderFacts } from '../../../../src/order/order-facts.ts';
import { createEvent, createOrder, createShipment, now, type Fields } from '../../../support/order-fixtures.ts';

// Sets the reader's time zone before the first time is formatted.
process.env['TZ'] = 'Europe/Berlin';

export type ReadyViewModel = Extract<OrderViewModel, { kind: 'ready' }>;

/** The view model of an order, at `at` or at the time of the fixtures. */
export function deriveReady(
  fields: Fields,
  { at = now, ...input }: Partial<OrderViewModelInput> & { at?: string } = {},
): ReadyViewModel {
  const parsed = parseOrder(fields);
  assert.ok(parsed.ok);
  const time = Date.parse(at);
  const timeZone = parsed.data.timeZone ?? input.timeZone;
  const viewModel = deriveOrderViewModel({
    summary: deriveOrderFacts(parsed.data, { now: time, timeZone }),
    streamStatus: undefined,
    ageMs: undefined,
    isInvalid: false,
    timeZone,
    now: time,
    historyLimit: 20,
    messages: englishOrderStatus,
    format: getFormatter('en-GB'),
    ...input,
  });
  assert.ok(viewModel.kind === 'ready');
  return viewModel;
}

export const plainTextOf = (runs: readonly TextRun[] | undefined): string | undefined => runs && toPlainText(runs);

export const headlineOf = (fields: Fields, at?: string): string =>
  toPlainText(deriveReady(fields, at === undefined ? {} : { at }).headline);

/** An order with one parcel on its way. */
export const shippedOrder = (shipment: Fields, promises: Fields[] = []): Fields =>
  createOrder({
    shipments: [createShipment('s1', shipment)],
    events: [createEvent('accepted', '2026-11-21T07:05:00Z')],
    promises,
  });

/** All texts of a view model. Runs of one sentence are joined. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    // Items and issues have a text among other texts.
    value.every(
      (run) => typeof run === 'object' && run !== null && 'text' in run && !('details' in run || 'todo' in run),
    )
  ) {
    return [toPlainText(value as never)];
  }
  return Object.entries(value).flatMap(([name, part]) => (/^(key|id|shipmentId)$/.test(name) ? [] : textsOf(part)));
}
