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
