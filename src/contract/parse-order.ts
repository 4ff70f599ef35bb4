import { cancellation, cancelRequest, type Cancellation, type CancelRequest } from './cancellation.ts';
import { order, type Order } from './order.ts';
import { orderEvents, type OrderEvents } from './order-event.ts';
import { collectWarnings, repairEvents, repairOrder } from './order-repair.ts';
import { problem, type Problem } from './problem.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { streamData, type StreamMessage } from './stream.ts';

/**
 * Reads an order. Refused where it has no id or no version to order it by; everything else that is
 * wrong is left out and named in `warnings`. Never throws.
 */
export function parseOrder(value: unknown): Salvaged<Order> {
  const read = salvage<Order>(order, value);
  if (!read.ok) return read;
  const repaired = repairOrder(read.data, read.warnings);
  return { ok: true, data: repaired.order, warnings: repaired.warnings };
}

/** Reads a list of an order's events, as `earlierEvents` answers. */
export function parseOrderEvents(value: unknown): Salvaged<OrderEvents> {
  const read = salvage<OrderEvents>(orderEvents, value);
  if (!read.ok) return read;
  const { warnings, warn } = collectWarnings(read.warnings);
  const events = repairEvents(read.data.events, warn);
  return { ok: true, data: { ...read.data, events }, warnings };
}

/** Reads what became of a request to cancel. An unlisted status is refused: nobody may guess that answer. */
export const parseCancellation = (value: unknown): Salvaged<Cancellation> => salvage<Cancellation>(cancellation, value);

/** Reads the body of `POST /orders/{id}/cancellations`: right as a whole or refused. */
export function parseCancelRequest(value: unknown): Salvaged<CancelRequest> {
  const read = salvage<CancelRequest>(cancelRequest, value);
  return read.ok && read.warnings.length > 0 ? { ok: false, issues: read.warnings } : read;
}

/** Reads the body of a failed request. */
export const parseProblem = (value: unknown): Salvaged<Problem> => salvage<Problem>(problem, value);

/**
 * Reads one event of the stream: its name and its data as JSON. A name that is not listed is
 * `unknown`: it moves the cursor and says nothing. An order must be of the version it is sent under.
 */
export function parseStreamMessage(name: string, value: unknown): Salvaged<StreamMessage> {
  if (name !== 'order') {
    const kind = name === 'heartbeat' || name === 'gone' || name === 'end' || name === 'auth' ? name : 'unknown';
    if (kind === 'unknown') return { ok: true, data: { kind }, warnings: [] };
    const read = salvage(streamData[kind], value ?? {});
    return read.ok ? { ok: true, data: { ...read.data, kind } as StreamMessage, warnings: read.warnings } : read;
  }
  const envelope = salvage(streamData.order, value);
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

const under = (parent: string, path: string): string => (path ? `${parent}.${path}` : parent);
