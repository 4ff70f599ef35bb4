/** What follows from what happens to an order. Pure: `now` comes in, nothing is read or written. */
export { applyScan, type ScanContext } from './apply-scan.ts';
export { passDeadline } from './pass-deadline.ts';
export { placeSnapshot, type Snapshot } from './place-snapshot.ts';
export { requestCancellation, type Requested } from './request-cancellation.ts';
export { settleCancellation, type Decision } from './settle-cancellation.ts';
export type { ActionPolicy, AwaitedStep, ShopRules, StepLimit } from './rules.ts';
export { scan, type Scan } from './scan.ts';
export { isRefusal, type Context, type OrderState, type Refusal } from './state.ts';
