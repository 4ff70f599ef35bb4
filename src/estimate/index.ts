/** The date engine: pure, no DOM. Dates in, dates out; `now` is always given. */
export { estimate } from './estimate.ts';
export { estimateCollection, type CollectionEstimate, type CollectionQuery } from './collection.ts';
export type { DateRange } from './date-range.ts';
export { estimateShipment } from './shipment.ts';
export type { NoOpenDay, ShipmentEstimate, ShipmentParcel, ShipmentQuery } from './shipment.ts';
export { matchZone, type ZoneQuery } from './zone.ts';
