import { isVersion, parseCursor } from '../../contract/cursor.ts';
import { isObject, type ValidationIssue } from '../../contract/validators.ts';
import type { LenientResult, ParseWarning } from '../../contract/lenient-parse.ts';
import type { Order } from '../../contract/order.ts';

/** Parses the order of a snapshot or an event. */
export type ParseOrder = (value: unknown) => LenientResult<Order>;

/** An order and the metadata that was sent with it. */
export type OrderEnvelope = {
  readonly snapshot: Order;
  /** Parts of the order that could not be parsed and are left out. */
  readonly warnings: readonly ParseWarning[];
  /** Name of the run of versions that the order's version belongs to. */
  readonly epoch: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly serverTime: number | undefined;
};

export type ParsedOrderEnvelope =
  | { readonly ok: true; readonly data: OrderEnvelope }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

/** Parses the JSON value of a response or an event: an order, or the envelope `{ epoch, version, serverTime, order }`. */
export function parseOrderEnvelope(value: unknown, parseOrder: ParseOrder): ParsedOrderEnvelope {
  if (!isObject(value)) return { ok: false, issues: [{ path: '', message: 'expected an object' }] };
  const isEnvelope = isObject(value.order);
  const parsed = parseOrder(isEnvelope ? value.order : value);
  if (!parsed.ok) return parsed;
  const { data: snapshot, warnings } = parsed;
  const { version } = snapshot;
  if (!isVersion(version) || (isEnvelope && value.version !== undefined && value.version !== version)) {
    return { ok: false, issues: [{ path: 'version', message: 'expected one safe whole number of 0 or more' }] };
  }
  return { ok: true, data: { snapshot, warnings, epoch: parseEpoch(value), serverTime: parseServerTime(value) } };
}

/** Returns the epoch of a response's ETag, e.g. `k3` for `"k3.42"`. */
export const parseEpochHeader = (headers: Headers | undefined): string | undefined =>
  parseCursor(headers?.get('etag')?.replace(/^(W\/)?"|"$/g, ''))?.epoch;

export function parseEpoch({ epoch }: Record<string, unknown>): string | undefined {
  return typeof epoch === 'string' && epoch.length > 0 && epoch.length <= 64 ? epoch : undefined;
}

/** Returns milliseconds since the Unix epoch. */
export function parseServerTime({ serverTime }: Record<string, unknown>): number | undefined {
  const time = typeof serverTime === 'string' ? Date.parse(serverTime) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
