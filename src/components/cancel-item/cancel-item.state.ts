import type { Intent } from '../../client/cancel/intent.ts';
import type { CancelReport, RefusalCode } from '../../client/cancel/report.ts';
import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { Offer, Subject } from './offer.ts';
import type { Refusal } from './why-not.ts';

/** What the customer entered: of the first line how many, and why. */
export type Choice = { readonly quantity: number; readonly reason: string; readonly text: string };

/** What every state has. `order` is the newest that was seen. */
type About = { readonly subject: Subject; readonly order: Order | undefined };

/** A question that is put. `offer` is what the customer sees of it, of the order's version. */
type Asking = About & { readonly order: Order; readonly offer: Offer; readonly choice: Choice };

/** Something that was confirmed. `offer` is missing after a reload. */
type Confirmed = About & { readonly intent: Intent; readonly offer: Offer | undefined; readonly choice: Choice };

/**
 * - `ready` nothing was asked; what may be asked says `offerOf(order, …)`
 * - `confirming` the dialog asks. `isWithdrawn`: it may no longer be done, there is nothing to confirm any
 *   more; the dialog stays until it is closed
 * - `offline` the dialog asks, and was told that nothing could be sent; `confirm` tries anew
 * - `changed` the order changed, before or after it was confirmed: `offer` is what is asked now, `from` what
 *   it was; `confirm` is a new intent
 * - `sending` confirmed, without an answer; `retryAt` (milliseconds since the epoch) while the shop asks to wait
 * - `done` canceled, and the shop has said so
 * - `requested` the shop took it in and decides later; followed until it does
 * - `refused` not done, and will not be. `why` is missing where the cancellation says it in the shop's words
 * - `unknown` nobody knows. `isChecking`: someone is asking. `isOpen`: the order, as read after the last
 *   try, does not have it and still offers it, so `open` may ask anew
 */
export type CancelState =
  | (About & { readonly kind: 'ready' })
  | (Asking & { readonly kind: 'confirming'; readonly isWithdrawn: boolean })
  | (Asking & { readonly kind: 'offline' })
  | (Asking & { readonly kind: 'changed'; readonly from: Offer | undefined })
  | (Confirmed & { readonly kind: 'sending'; readonly retryAt?: number | undefined })
  | (Confirmed & { readonly kind: 'done'; readonly cancellation: Cancellation | undefined })
  | (Confirmed & { readonly kind: 'requested'; readonly cancellation: Cancellation | undefined })
  | (Confirmed & {
      readonly kind: 'refused';
      readonly why: Refusal | undefined;
      /** `rejected`: the shop said no to a request. */
      readonly code: RefusalCode | 'rejected';
      readonly cancellation: Cancellation | undefined;
    })
  | (Confirmed & { readonly kind: 'unknown'; readonly isChecking: boolean; readonly isOpen: boolean });

/**
 * What happens. `now` is milliseconds since the epoch by the server's clock; `key` is new with every
 * confirmation (`mintKey()`).
 */
export type CancelEvent =
  | CancelReport
  /** The dialog opens. */
  | { type: 'open'; now: number }
  /** How many and why; what is not given stays as it was. */
  | { type: 'choose'; choice: Partial<Choice> }
  /** The dialog closes without a confirmation: by "Keep item", Escape or a removed element. */
  | { type: 'keep' }
  | { type: 'confirm'; key: string; now: number }
  /** Time has passed: is it too late? */
  | { type: 'tick'; now: number }
  /** The customer asks again what became of it. */
  | { type: 'check' };
