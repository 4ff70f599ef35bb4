import type { ProblemCode } from '../../contract/problem.ts';
import type { Order } from '../../contract/order.ts';
import type { Deadline, Incident, StoredCancellation } from '../model.ts';
import type { ShopRules } from './rules.ts';

/** All that is known of an order when something happens to it; what a locked order of the store has. */
export type OrderState = {
  readonly order: Order | undefined;
  /** Open ones. */
  readonly deadlines: readonly Deadline[];
  /** Unresolved ones. */
  readonly incidents: readonly Incident[];
  /** Undecided ones. */
  readonly pending: readonly StoredCancellation[];
};

/** What a rule is applied with. */
export type Context = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly rules: ShopRules;
};

/** Why nothing happens. */
export type Refusal = {
  readonly refused: ProblemCode;
  /** For developers. */
  readonly detail?: string | undefined;
};

export const isRefusal = (outcome: object | string): outcome is Refusal =>
  typeof outcome === 'object' && 'refused' in outcome;
