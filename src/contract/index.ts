/** The wire format: schemas' types, and parsers that never throw. */
export type { CivilDate, Destination, Instant, Money } from './primitives.ts';
export type {
  Calendar,
  FloatingTerm,
  Item,
  LocalizedText,
  Method,
  MethodTerms,
  OpeningHours,
  Origin,
  OriginTerms,
  PlaceTerms,
  ProductTerms,
  Range,
  ServiceTerms,
  ShopTerms,
  Zone,
  ZoneRule,
  ZoneTerms,
} from './shop-terms.ts';
export { shopTerms } from './shop-terms.ts';
export type { DateWindow, Estimate, EstimateRequest, EstimateStep } from './estimate.ts';
export { estimate, estimateRequest, estimatesRequest, estimatesResponse } from './estimate.ts';
export { parseEstimates, parseEstimatesRequest, parseEstimatesResponse, parseTerms } from './parse.ts';
export type { Issue, Parsed } from './parse.ts';
export type { Adjustment, DeliveryPromise, LineItem, Order, OrderAction } from './order.ts';
export { order } from './order.ts';
export type { OrderEvent, OrderEvents } from './order-event.ts';
export { orderEvent, orderEvents } from './order-event.ts';
export type { OrderException, Shipment } from './order-shipment.ts';
export { timeForm, type EventTime, type LocalTime, type TimeForm } from './order-time.ts';
export {
  actionTypes,
  deliveryKinds,
  deliveryMethods,
  eventKinds,
  exceptionKinds,
  knownWord,
  shipmentStatuses,
} from './order-words.ts';
export type {
  ActionType,
  DeliveryKind,
  DeliveryMethod,
  EventKind,
  ExceptionKind,
  ShipmentStatus,
} from './order-words.ts';
export type { Cancellation, CancelRequest } from './cancellation.ts';
export { cancellation, cancelRequest } from './cancellation.ts';
export { problem, problemStatuses, type Problem, type ProblemCode } from './problem.ts';
export { streamData, type StreamMessage } from './stream.ts';
export {
  parseCancellation,
  parseCancelRequest,
  parseOrder,
  parseOrderEvents,
  parseProblem,
  parseStreamMessage,
} from './parse-order.ts';
export type { Salvaged, Warning, WarningCode } from './salvage.ts';
export { cleanText, plainText } from './clean-text.ts';
export { safeUrl } from './safe-url.ts';
