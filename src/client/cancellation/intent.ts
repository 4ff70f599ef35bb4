import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { parseCancelRequest } from '../../contract/parse-order.ts';
import { safeStringify, parseJson } from '../http/json.ts';

/**
 * What the customer confirmed. Every POST for it carries the same key; another confirmation is another intent.
 * `baseline` is the order at that moment: later orders are compared with it to find the outcome.
 */
export type CancelIntent = CancelRequest & {
  readonly idempotencyKey: string;
  /** Versions of different epochs cannot be compared. */
  readonly epoch?: string | undefined;
  readonly baseline: {
    /** Quantities of the lines that the intent is about. */
    readonly totals: readonly { readonly id: string; readonly total: number }[];
    /** Ids of the adjustments that the order had already. */
    readonly adjustments: readonly string[];
  };
};

/** An intent for `order`. Empty `lineItems`: the order as a whole. */
export function createCancelIntent(
  order: Order,
  request: Omit<CancelRequest, 'version'>,
  idempotencyKey: string,
): CancelIntent {
  const isWhole = request.lineItems.length === 0;
  const lines = order.lineItems.filter(({ id }) => isWhole || request.lineItems.some((entry) => entry.id === id));
  return {
    ...request,
    version: order.version,
    epoch: order.epoch,
    idempotencyKey,
    baseline: {
      totals: lines.flatMap(({ id, quantity }) => (quantity ? [{ id, total: quantity.total }] : [])),
      adjustments: order.adjustments.map(({ id }) => id),
    },
  };
}

/** The fields of an intent that the contract names. */
export const createCancelRequest = ({ type, lineItems, version, reason }: CancelIntent): CancelRequest => ({
  type,
  lineItems: lineItems.map(({ id, quantity }) => ({ id, quantity })),
  version,
  ...(reason && { reason }),
});

/** A validated request. `body` is its JSON, the same for every POST of an intent. */
export type PreparedRequest = {
  readonly idempotencyKey: string;
  readonly epoch: string | undefined;
  readonly request: CancelRequest;
  readonly body: string;
};

/**
 * `undefined` if the intent is no valid request. The body is parsed again, because page libraries that patch JSON must
 * not change the request.
 */
export function prepareRequest(intent: CancelIntent): PreparedRequest | undefined {
  const parsed = parseCancelRequest(createCancelRequest(intent));
  if (!parsed.ok) return undefined;
  const body = safeStringify(parsed.data);
  if (safeStringify(parseJson(body)) !== body) return undefined;
  return { idempotencyKey: intent.idempotencyKey, epoch: intent.epoch, request: parsed.data, body };
}
