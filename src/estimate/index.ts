/** Package entry `waybill/estimate`: pure date rules. `now` is always an argument; no DOM, no clock. */
export { arrangeEstimates, type ArrangedEstimates, type ArrangeOptions } from './arrange-estimates.ts';
export { estimate } from './estimate.ts';
export { estimateCollection, type CollectionEstimate, type CollectionQuery } from './estimate-collection.ts';
export type { DateRange } from '../dates/date-range.ts';
export { estimateShipment } from './estimate-shipment.ts';
export type { NoOpenDay, ShipmentEstimate, ShipmentParcel, ShipmentQuery } from './estimate-shipment.ts';
export { matchZone, type ZoneQuery } from './match-zone.ts';
