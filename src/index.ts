/** Classes, types and functions. Importing this registers nothing. */
export {
  WaybillCancelItem,
  type CancelChangeDetail,
  type CancelReceiptDetail,
  type CancelRequestDetail,
} from './components/cancel-item/cancel-item.ts';
export type { CancellationState } from './client/cancellation/state.ts';
export type { CancelFunction } from './client/cancellation/transport.ts';
export {
  WaybillDeliveryEstimate,
  type EstimateChangeDetail,
  type EstimateItem,
} from './components/delivery-estimate/delivery-estimate.ts';
export type { EstimateSource } from './components/delivery-estimate/estimate-controller.ts';
export {
  WaybillOrderStatus,
  type MissingReportDetail,
  type OrderChangeDetail,
  type OrderConnection,
  type OrderStatusLayout,
} from './components/order-status/order-status.ts';
export type { TokenSource } from './client/http/auth.ts';
export { allowOrigins } from './client/http/allowed-origins.ts';
export type { DateWindow, Estimate, EstimateRequest, EstimateStep } from './contract/estimate.ts';
export type { Order } from './contract/order.ts';
export { toOfferShippingDetails } from './i18n/offer-shipping-details.ts';
export type { MessageOverrides, Messages } from './i18n/messages.ts';
export { registerMessages } from './i18n/message-registry.ts';
export { VERSION } from './version.ts';
