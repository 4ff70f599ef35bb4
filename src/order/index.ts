/** Reading an order: where it is, what was promised, what is wrong, what can be done. Pure; `now` is always given. */
export { readOrder, type Freshness, type OrderReading } from './read-order.ts';
export type { Headline } from './headline.ts';
export type { Holder } from './holder.ts';
export type { Leg, LegItem, Responsibility } from './leg.ts';
export type { LineReading } from './lines.ts';
export type { MissingCheck } from './missing-check.ts';
export type { Clock, Moment } from './moment.ts';
export type { NextAction } from './next-action.ts';
export type { OrderStatus } from './order-status.ts';
export type { PromiseReading } from './promise.ts';
export type { ShipmentReading } from './read-shipment.ts';
export type { Rest } from './rest.ts';
export type { SilenceReading } from './silence.ts';
export type { Step, StepKind, Steps } from './steps.ts';
export type { TimelineEntry } from './timeline.ts';
export type { Trouble } from './trouble.ts';
export type { ReadingWarning, ReadingWarningCode } from './warning.ts';
