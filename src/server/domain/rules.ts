import type { Order, OrderAction } from '../../contract/order.ts';

/** What a shop decides for itself about its orders. Everything is optional. */
export type ShopRules = {
  /** Zone in which days end for orders that do not say their own; `UTC` where absent. */
  readonly timeZone?: string | undefined;
  /** Whether a scan by the shop is refused where a step before it was not scanned (`step-missing`). */
  readonly strictSteps?: boolean | undefined;
  /** How soon one step follows another; where it does not, an incident is raised. */
  readonly stepWithin?: readonly StepLimit[] | undefined;
  /**
   * What customers may do, worked out anew with every change. Absent: what the shop's snapshot says,
   * less what is not open any more. A function gets the order as it is after the change, with the
   * actions it had before it.
   */
  readonly actions?: ActionPolicy | ((order: Order, now: number) => readonly OrderAction[]) | undefined;
  /** Hours within which a customer's request is decided; 48 where absent. */
  readonly answerWithin?: number | undefined;
  /** What customers read where they have reported something missing, in the shop's words. */
  readonly missing?: { readonly what: string } | undefined;
};

/** Kinds of events whose absence can be noticed. */
export type AwaitedStep = 'packed' | 'accepted' | 'out_for_delivery' | 'ready_for_pickup' | 'delivered';

/** `next` is due so many hours, nights and weekends included, after `after`. */
export type StepLimit = {
  readonly after: 'placed' | AwaitedStep;
  readonly next: AwaitedStep;
  readonly hours: number;
};

type Offer = Pick<OrderAction, 'reasons' | 'asksText' | 'url'> & {
  /** `instant` where absent, for cancelling; `request` for everything else. */
  readonly mode?: OrderAction['mode'] | undefined;
  readonly refund?: Pick<NonNullable<OrderAction['refund']>, 'method' | 'days' | 'lost'> | undefined;
};

/** What a shop offers, without a line of code. Days are counted in 24 hours from the scan that starts them. */
export type ActionPolicy = {
  /** Lines that have not come so far; `packed` where absent. */
  readonly cancel?:
    | (Offer & {
        readonly before?: 'packed' | 'handed-over' | undefined;
        /** Minutes from the order being placed. */
        readonly withinMinutes?: number | undefined;
        /** `HH:MM` in the order's zone: until the first such time after the order was placed. */
        readonly cutoff?: string | undefined;
      })
    | undefined;
  /** From being delivered. */
  readonly withdraw?: (Offer & { readonly days: number }) | undefined;
  readonly returnItems?: (Offer & { readonly days: number }) | undefined;
  readonly reportMissing?: (Offer & { readonly days: number }) | undefined;
  /** As long as a parcel is with the carrier. */
  readonly reschedule?: Offer | undefined;
};
