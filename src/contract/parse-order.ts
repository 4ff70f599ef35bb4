import type { Cancellation, CancelRequest } from './cancellation.ts';
import { isObject, parseDocument, type ParseResult } from './validators.ts';
import type { Order } from './order.ts';
import {
  validateAuthData,
  validateCancellation,
  validateCancelRequest,
  validateEndData,
  validateGoneData,
  validateHeartbeatData,
  validateOrder,
  validateOrderData,
  validateOrderEvents,
  validateProblem,
} from './generated/order-validators.ts';
import type { OrderEvents } from './order-event.ts';
import { createWarningCollector, normalizeEvents, normalizeOrder } from './normalize-order.ts';
import { normalizeEventCodes } from './normalize-codes.ts';
import type { Problem } from './problem.ts';
import { findUnchangedEvents } from './unchanged-events.ts';
import { parseLeniently, type LenientResult } from './lenient-parse.ts';
import type { StreamMessage } from './stream.ts';

/**
 * Parses an order. Fails only without a valid `id` or `version`; any other invalid part is dropped and listed in
 * `warnings`. Events that are unchanged since the `previous` version are taken from there. Never throws.
 */
export function parseOrder(value: unknown, previous?: Order): LenientResult<Order> {
  const incomingEvents = isObject(value) && Array.isArray(value['events']) ? value['events'] : [];
  const unchanged = previous ? findUnchangedEvents(incomingEvents, previous.events) : [];
  const result = parseLeniently(
    validateOrder,
    unchanged.length > 0 ? { ...(value as object), events: incomingEvents.slice(unchanged.length) } : value,
  );
  if (!result.ok) return result;
  const warnings = result.warnings.map((warning) => ({
    ...warning,
    path: warning.path.replace(/^events\.(\d+)/, (_, index) => `events.${Number(index) + unchanged.length}`),
  }));
  const normalized = normalizeOrder({ ...result.data, events: [...unchanged, ...result.data.events] }, warnings);
  return { ok: true, data: normalized.order, warnings: normalized.warnings };
}

/**
 * Parses a list of events of `order`, as the URL `earlierEvents` returns it. The order decides what some words mean, so that
 * they are read as `parseOrder` reads them.
 */
export function parseOrderEvents(
  value: unknown,
  order: Pick<Order, 'method' | 'shipments'>,
): LenientResult<OrderEvents> {
  const result = parseLeniently(validateOrderEvents, value);
  if (!result.ok) return result;
  const { warnings, warn } = createWarningCollector(result.warnings);
  const events = normalizeEventCodes(normalizeEvents(result.data.events, warn), order, warn);
  return { ok: true, data: { ...result.data, events }, warnings };
}

/** Parses the state of a cancellation request. Fails on an unlisted status, because a guess would mislead. */
export const parseCancellation = (value: unknown): LenientResult<Cancellation> =>
  parseLeniently(validateCancellation, value);

/** Parses the body of `POST /orders/{orderId}/cancellations`. Fails on any invalid field. */
export const parseCancelRequest = (value: unknown): ParseResult<CancelRequest> =>
  parseDocument(validateCancelRequest, value);

/** Parses the body of a failed request. */
export const parseProblem = (value: unknown): LenientResult<Problem> => parseLeniently(validateProblem, value);

/**
 * Parses one server-sent event from its name and its JSON data. An unlisted name gives `unknown`. The version of
 * an `order` event must be that of its order.
 */
export function parseStreamMessage(name: string, value: unknown): LenientResult<StreamMessage> {
  switch (name) {
    case 'order':
      return parseOrderMessage(value);
    case 'heartbeat':
      return withKind(name, parseLeniently(validateHeartbeatData, value));
    case 'gone':
      return withKind(name, parseLeniently(validateGoneData, value ?? {}));
    case 'end':
      return withKind(name, parseLeniently(validateEndData, value ?? {}));
    case 'auth':
      return withKind(name, parseLeniently(validateAuthData, value ?? {}));
    default:
      return { ok: true, data: { kind: 'unknown' }, warnings: [] };
  }
}

function parseOrderMessage(value: unknown): LenientResult<StreamMessage> {
  const envelope = parseLeniently(validateOrderData, value);
  if (!envelope.ok) return envelope;
  const result = parseOrder(envelope.data.order);
  if (!result.ok)
    return { ok: false, issues: result.issues.map((issue) => ({ ...issue, path: joinPath('order', issue.path) })) };
  if (result.data.version !== envelope.data.version) {
    return { ok: false, issues: [{ path: 'version', message: "expected the order's own version" }] };
  }
  const warnings = result.warnings.map((warning) => ({ ...warning, path: joinPath('order', warning.path) }));
  return {
    ok: true,
    data: { ...envelope.data, kind: 'order', order: result.data },
    warnings: [...envelope.warnings, ...warnings],
  };
}

const withKind = <Kind extends string, Data>(
  kind: Kind,
  result: LenientResult<Data>,
): LenientResult<Data & { kind: Kind }> => (result.ok ? { ...result, data: { ...result.data, kind } } : result);

const joinPath = (parent: string, path: string): string => (path ? `${parent}.${path}` : parent);
