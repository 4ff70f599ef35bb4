/** The wire format: schemas, their types, and parsers that never throw. */
export type { CivilDate, Destination, Instant, Money } from './primitives.ts';
export type {
  Calendar,
  EstimatePreference,
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
  LenientTerms,
  ServiceTerms,
  ShopTerms,
  Zone,
  ZoneRule,
  ZoneTerms,
} from './shop-terms.ts';
export { shopTerms } from './shop-terms.ts';
export type { DateWindow, Estimate, EstimateRequest, EstimateStep } from './estimate.ts';
export { estimate, estimateRequest, estimatesRequest, estimatesResponse } from './estimate.ts';
export { parseEstimates, parseEstimatesRequest, parseEstimatesResponse, parseTerms } from './parse-estimates.ts';
export { parseTermsLeniently } from './lenient-terms.ts';
export type { ValidationIssue, ParseResult } from './parse-estimates.ts';
export type { Adjustment, DeliveryPromise, LineItem, Order, OrderAction } from './order.ts';
export { order } from './order.ts';
export type { OrderEvent, OrderEvents } from './order-event.ts';
export { orderEvent, orderEvents } from './order-event.ts';
export type { OrderException, Shipment } from './shipment.ts';
export type { EventTime, LocalTime } from './order-fields.ts';
export { actionTypes, deliveryKinds, deliveryMethods, eventKinds, exceptionKinds, resolveCode } from './codes.ts';
export type { ActionType, DeliveryKind, DeliveryMethod, EventKind, ExceptionKind } from './codes.ts';
export { shipmentStatuses, type ShipmentStatus } from './shipment-statuses.ts';
export type { Cancellation, CancelRequest } from './cancellation.ts';
export { cancellation, cancelRequest } from './cancellation.ts';
export { problem, statusByProblemCode, type Problem, type ProblemCode } from './problem.ts';
export { streamData, type StreamMessage } from './stream.ts';
export {
  parseCancellation,
  parseCancelRequest,
  parseOrder,
  parseOrderEvents,
  parseProblem,
  parseStreamMessage,
} from './parse-order.ts';
export type { LenientResult, ParseWarning, ParseWarningCode } from './lenient-parse.ts';
export { cleanText, plainText } from './clean-text.ts';
export { safeUrl } from './safe-url.ts';
