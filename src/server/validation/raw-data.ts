import type { Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import { isRecord, stringifySafely } from './json-value.ts';

/** Whether events may carry `raw`, the carrier's own record. It often contains the recipient's name and address. */
export type RawDataPolicy = 'reject' | 'store';

const MAX_RAW_CHARACTERS = 16 * 1024;

/** Issues of all `raw` fields: refused by the policy, too large, or nested too deeply for JSON. */
export function validateRawEvents(events: unknown, policy: RawDataPolicy): ValidationIssue[] {
  if (!Array.isArray(events)) return [];
  return events.flatMap((event, index) => validateRaw(event, `events.${index}.raw`, policy));
}

export function validateRaw(event: unknown, path: string, policy: RawDataPolicy): ValidationIssue[] {
  if (!isRecord(event) || event['raw'] === undefined) return [];
  if (policy === 'reject') return [{ path, message: 'is not accepted here: it may contain personal data' }];
  return (stringifySafely(event['raw'])?.length ?? Infinity) > MAX_RAW_CHARACTERS
    ? [{ path, message: `expected at most ${MAX_RAW_CHARACTERS} characters of JSON` }]
    : [];
}

/** The order as customers see it: without `raw`. */
export function redactOrder(order: Order): Order {
  return order.events.some(hasRawData) ? { ...order, events: redactEvents(order.events) } : order;
}

export function redactEvents(events: readonly OrderEvent[]): readonly OrderEvent[] {
  return events.map((event) => {
    const { raw: _, ...visible } = event;
    return hasRawData(event) ? visible : event;
  });
}

const hasRawData = (event: OrderEvent): boolean => event.raw !== undefined;
