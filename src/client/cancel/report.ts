import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { Intent } from './intent.ts';

/** Why something that was asked for is not done. A code of the contract, or one of ours. */
export type RefusalCode =
  | 'already-shipped'
  | 'action-not-allowed'
  | 'order-not-found'
  /** Another request bore the same key: a fault of ours or of the page. */
  | 'idempotency-mismatch'
  /** The server does not let the customer in, with a new token neither. */
  | 'sign-in'
  /** What was asked for cannot be right; it was not sent, or the server said so. */
  | 'validation'
  /** The server asks to wait longer than anyone waits, or again and again. */
  | 'rate-limited';

/**
 * How a cancellation goes on. Each is an event of the element's machine as it is. `key` is the intent's;
 * `now` milliseconds since the epoch by the server's clock.
 */
export type CancelReport =
  /** The shop decided, or took it in to decide later: `cancellation.status`. */
  | { type: 'answered'; key: string; cancellation: Cancellation }
  /** It was canceled before; by an earlier try, in another tab, by the shop. */
  | { type: 'already-canceled'; key: string }
  | { type: 'refused'; key: string; code: RefusalCode }
  /** The order is another than the customer saw: nothing was done. Without `order` the page brings it. */
  | { type: 'conflicted'; key: string; order: Order | undefined; now: number }
  /** The shop asks to wait until then, and it is sent again; `undefined` when it is. */
  | { type: 'waiting'; key: string; until: number | undefined }
  /**
   * No answer says it: what does, if anything, is the order that was seen last. `isOpen`: as read after the
   * last try it does not have it and still offers it.
   */
  | { type: 'unconfirmed'; key: string; isOpen: boolean }
  /** The browser has no network: nothing was sent and nothing will be. */
  | { type: 'not-sent'; key: string }
  /** Found after a reload: on its way, or taken in and not decided. */
  | { type: 'resumed'; intent: Intent; cancellation: Cancellation | undefined }
  /** The order as it is now. */
  | { type: 'order-seen'; order: Order; now: number };
