/** Derives status, parcels, promises, issues and actions from an order. Pure: `now` is an argument. */
export {
  deriveOrderSummary,
  type Freshness,
  type HeadlineSummary as Headline,
  type OrderSummary,
} from './order-summary.ts';
export type { OrderStatus } from './order-status.ts';
export type { MissingCheck } from './missing-check.ts';
export type { ParcelItem } from './parcel-contents.ts';
export type { Custody, ParcelSummary, UnshippedItems } from './parcel-summary.ts';
export type { DeliveryIssue, StalledTrackingSummary } from './delivery-issues.ts';
export { selectNextAction, type NextAction } from './next-action.ts';
export type { Custodian, ShipmentSummary } from './shipment-summary.ts';
export type { LineSummary } from './line-summaries.ts';
export type { PromiseSummary } from './promise-summary.ts';
export type { Step, StepKind, Steps } from './steps.ts';
export type { EventExclusion, TimelineEntry } from './timeline-entry.ts';
export type { OrderWarning, OrderWarningCode } from './order-warning.ts';
export { timeForm, type EventSpan, type TimeContext, type TimeForm } from '../dates/zoned-time.ts';
