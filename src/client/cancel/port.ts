import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import { isObject } from '../../contract/checker.ts';
import type { Order } from '../../contract/order.ts';
import { retryAfterOf } from '../live/messages.ts';
import type { Sending } from './sending.ts';

/** What came of a try. `status` is 0 where nobody knows whether it arrived. */
export type Answer = {
  readonly status: number;
  /** Of a problem (RFC 9457). */
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Of a success, not checked. */
  readonly body?: unknown;
};

/** Who takes cancellations in: an endpoint of the contract, or a function of the page. Nothing of it rejects. */
export type CancelPort = {
  post(sending: Sending, signal: AbortSignal): Promise<Answer>;
  /** Missing where the order comes from the page alone; `undefined` where it could not be read. */
  readOrder?: ((signal: AbortSignal) => Promise<Order | undefined>) | undefined;
  readCancellation?: ((id: string, signal: AbortSignal) => Promise<Cancellation | undefined>) | undefined;
};

/** Sends a request in the page's own way. What it throws with a `code` of the contract is read as a problem. */
export type CancelFunction = (
  request: CancelRequest,
  options: { key: string; signal: AbortSignal },
) => Promise<Cancellation | undefined>;

/** A page's own function in place of the endpoint. */
export function functionPort(cancel: CancelFunction, readOrder?: CancelPort['readOrder']): CancelPort {
  return {
    async post({ key, request }, signal) {
      try {
        return { status: 200, body: await cancel(request, { key, signal }) };
      } catch (error) {
        return { status: 0, ...problemIn(error) };
      }
    },
    readOrder,
  };
}

/** What of a problem's body or an error matters here; its words are never shown. */
export function problemIn(value: unknown): Pick<Answer, 'code' | 'retryAfterMs'> {
  if (!isObject(value)) return {};
  const { code } = value;
  return { code: typeof code === 'string' ? code : undefined, retryAfterMs: retryAfterOf(value) };
}
