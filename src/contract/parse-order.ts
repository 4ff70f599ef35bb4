import type { Cancellation, CancelRequest } from './cancellation.ts';
import { isObject, parseDocument, type Parsed } from './checker.ts';
import type { Order } from './order.ts';
import {
  authDataCheck,
  cancellationCheck,
  cancelRequestCheck,
  endDataCheck,
  goneDataCheck,
  heartbeatDataCheck,
  orderCheck,
  orderDataCheck,
  orderEventsCheck,
  problemCheck,
} from './order-checks.ts';
import type { OrderEvents } from './order-event.ts';
import { collectWarnings, repairEvents, repairOrder } from './order-repair.ts';
import type { Problem } from './problem.ts';
import { sameEvents } from './same-events.ts';
import { salvage, type Salvaged } from './salvage.ts';
import type { StreamMessage } from './stream.ts';

/**
 * Reads an order. Refused where it has no id or no version to order it by; everything else that is
 * wrong is left out and named in `warnings`. Events that are in `last`, an earlier version, as they are now are
 * taken over from there. Never throws.
 */
export function parseOrder(value: unknown, last?: Order): Salvaged<Order> {
  const given = isObject(value) && Array.isArray(value['events']) ? value['events'] : [];
  const same = last ? sameEvents(given, last.events) : [];
  const read = salvage(orderCheck, same.length > 0 ? { ...(value as object), events: given.slice(same.length) } : value);
  if (!read.ok) return read;
  const warnings = read.warnings.map((warning) => ({
    ...warning,
    path: warning.path.replace(/^events\.(\d+)/, (_, index) => `events.${Number(index) + same.length}`),
  }));
  const repaired = repairOrder({ ...read.data, events: [...same, ...read.data.events] }, warnings);
  return { ok: true, data: repaired.order, warnings: repaired.warnings };
}

/** Reads a list of an order's events, as `earlierEvents` answers. */
export function parseOrderEvents(value: unknown): Salvaged<OrderEvents> {
  const read = salvage(orderEventsCheck, value);
  if (!read.ok) return read;
  const { warnings, warn } = collectWarnings(read.warnings);
  const events = repairEvents(read.data.events, warn);
  return { ok: true, data: { ...read.data, events }, warnings };
}

/** Reads what became of a request to cancel. An unlisted status is refused: nobody may guess that answer. */
export const parseCancellation = (value: unknown): Salvaged<Cancellation> => salvage(cancellationCheck, value);

/** Reads the body of `POST /orders/{id}/cancellations`: right as a whole or refused. */
export const parseCancelRequest = (value: unknown): Parsed<CancelRequest> => parseDocument(cancelRequestCheck, value);

/** Reads the body of a failed request. */
export const parseProblem = (value: unknown): Salvaged<Problem> => salvage(problemCheck, value);

/**
 * Reads one event of the stream: its name and its data as JSON. A name that is not listed is
 * `unknown`: it moves the cursor and says nothing. An order must be of the version it is sent under.
 */
export function parseStreamMessage(name: string, value: unknown): Salvaged<StreamMessage> {
  switch (name) {
    case 'order':
      return parseOrderMessage(value);
    case 'heartbeat':
      return withKind(name, salvage(heartbeatDataCheck, value));
    case 'gone':
      return withKind(name, salvage(goneDataCheck, value ?? {}));
    case 'end':
      return withKind(name, salvage(endDataCheck, value ?? {}));
    case 'auth':
      return withKind(name, salvage(authDataCheck, value ?? {}));
    default:
      return { ok: true, data: { kind: 'unknown' }, warnings: [] };
  }
}

function parseOrderMessage(value: unknown): Salvaged<StreamMessage> {
  const envelope = salvage(orderDataCheck, value);
  if (!envelope.ok) return envelope;
  const read = parseOrder(envelope.data.order);
  if (!read.ok) return { ok: false, issues: read.issues.map((issue) => ({ ...issue, path: under('order', issue.path) })) };
  if (read.data.version !== envelope.data.version) {
    return { ok: false, issues: [{ path: 'version', message: "expected the order's own version" }] };
  }
  const warnings = read.warnings.map((warning) => ({ ...warning, path: under('order', warning.path) }));
  return {
    ok: true,
    data: { ...envelope.data, kind: 'order', order: read.data },
    warnings: [...envelope.warnings, ...warnings],
  };
}

const withKind = <Kind extends string, Data>(kind: Kind, read: Salvaged<Data>): Salvaged<Data & { kind: Kind }> =>
  read.ok ? { ...read, data: { ...read.data, kind } } : read;

const under = (parent: string, path: string): string => (path ? `${parent}.${path}` : parent);
