/**
 * The back end for shops that have none: a Fetch handler for all routes of the contract, and jobs for deadlines, webhooks
 * and repeated requests. `waybill/server/node` adds stores and an adapter for `node:http` and Express.
 */
export { createHandler, type ConnectionInfo, type Handler, type HandlerOptions } from './http/handler.ts';
export { defaultLimits, type Limits, type RateLimit } from './http/limits.ts';
export type { Authorize, AuthorizeResult } from './auth/authenticator.ts';
export {
  createGuestTokens,
  type GuestTokenClaims,
  type GuestKey,
  type GuestTokens,
  type Scope,
  type GuestTokenVerification,
} from './auth/guest-tokens.ts';
export type { OriginOptions } from './auth/origins.ts';
export type { RawDataPolicy } from './validation/raw-data.ts';
export { startJobs, type Jobs, type JobsResult, type JobsOptions } from './jobs/start-jobs.ts';
export type { Subscriber } from './webhooks/subscriber.ts';
export type { IncomingScan, WebhookRequest, WebhookSource } from './webhooks/webhook-source.ts';
export type { CancellationDecider, CancellationDeciderInput } from './cancellations/cancellation-context.ts';
export type { ActionPolicy, AwaitedStep, ShopRules, StepLimit } from './orders/shop-rules.ts';
export type { CancellationDecision } from './cancellations/cancellation-decision.ts';
export type { Scan } from './orders/scan.ts';
export { webhookMessageTypes, type WebhookMessage, type WebhookMessageType } from './orders/webhook-message.ts';
export { type Incident } from './orders/order-state.ts';
export type { ChangeChannel, ChangeNotification } from './change-feed/change-notification.ts';
export type { WebhookDelivery, Store, UnmatchedScans } from './store/store.ts';
