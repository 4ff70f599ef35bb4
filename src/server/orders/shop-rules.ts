import type { Order, OrderAction } from '../../contract/order.ts';

/** The shop's own rules for orders. All optional. */
export type ShopRules = {
  /** IANA time zone in which days end, for orders without `timeZone`; default `UTC`. */
  readonly timeZone?: string | undefined;
  /** Whether a scan of the shop is refused (`step-missing`) if a previous step has no scan; default `false`. */
  readonly requirePreviousSteps?: boolean | undefined;
  /** Time limits between steps. A missed limit raises an incident. */
  readonly stepLimits?: readonly StepLimit[] | undefined;
  /**
   * Actions of customers, derived with every new version. Default: the actions of the shop's snapshot without those that
   * are no longer possible. A function gets the new version of the order, still with its previous actions, and the
   * current time in epoch milliseconds.
   */
  readonly actions?: ActionPolicy | ((order: Order, now: number) => readonly OrderAction[]) | undefined;
  /** Hours until a pending request must be decided; default 48. Sets `answerBy` of the cancellation. */
  readonly decideWithinHours?: number | undefined;
  /** `what` is shown to customers who have reported a parcel missing. */
  readonly missingReport?: { readonly what: string } | undefined;
};

/** Event kinds that a `StepLimit` can wait for. */
export type AwaitedStep = 'packed' | 'accepted' | 'out_for_delivery' | 'ready_for_pickup' | 'delivered';

/** `next` is due `hours` after `after`, counted through nights and weekends. */
export type StepLimit = {
  readonly after: 'placed' | AwaitedStep;
  readonly next: AwaitedStep;
  readonly hours: number;
};

type Offer = Pick<OrderAction, 'reasons' | 'asksText' | 'url'> & {
  /** Default: `instant` for `cancel`, `request` for all others. */
  readonly mode?: OrderAction['mode'] | undefined;
  readonly refund?: Pick<NonNullable<OrderAction['refund']>, 'method' | 'days' | 'lost'> | undefined;
};

/** Actions as data. A day is 24 hours, counted from the scan that starts it. */
export type ActionPolicy = {
  /** Offered for items that have not reached `before`; default `packed`. */
  readonly cancel?:
    | (Offer & {
        readonly before?: 'packed' | 'handed-over' | undefined;
        /** Minutes after `placedAt`. */
        readonly withinMinutes?: number | undefined;
        /** `HH:MM` in the order's time zone: offered until the first such time after `placedAt`. */
        readonly cutoffTime?: string | undefined;
      })
    | undefined;
  /** Offered until `days` after delivery, like `returnItems` and `reportMissing`. */
  readonly withdraw?: (Offer & { readonly days: number }) | undefined;
  readonly returnItems?: (Offer & { readonly days: number }) | undefined;
  readonly reportMissing?: (Offer & { readonly days: number }) | undefined;
  /** Offered while a parcel is with the carrier. */
  readonly reschedule?: Offer | undefined;
};
