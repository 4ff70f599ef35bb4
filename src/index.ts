/** Classes, types and functions. Importing this registers nothing. */
export {
  WaybillCancelItem,
  type CancelChangeDetail,
  type CancelReceiptDetail,
  type CancelRequestDetail,
} from './components/cancel-item/cancel-item.ts';
export type { CancelFunction } from './client/cancel/port.ts';
export {
  WaybillDeliveryEstimate,
  type EstimateChangeDetail,
  type EstimateItem,
} from './components/delivery-estimate/delivery-estimate.ts';
export type { EstimateSource } from './components/delivery-estimate/answers.ts';
export {
  WaybillOrderStatus,
  type MissingReportDetail,
  type OrderChangeDetail,
} from './components/order-status/order-status.ts';
export type { TokenSource } from './client/access.ts';
export { allowOrigins } from './client/endpoint.ts';
export type { DateWindow, Estimate, EstimateRequest, EstimateStep } from './contract/estimate.ts';
export type { Order } from './contract/order.ts';
export { toOfferShippingDetails } from './i18n/schema-org.ts';
export type { MessageOverrides, Messages } from './i18n/messages.ts';
export { registerMessages } from './i18n/register.ts';
export { VERSION } from './version.ts';
