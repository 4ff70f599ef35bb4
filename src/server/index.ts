/**
 * The back end for shops that have none: one Fetch handler, what it stands on, and what has to happen
 * without a request. `waybill/server/node` lets it answer for node:http and Express.
 */
export { createHandler, type Connection, type Handler, type HandlerOptions } from './handler/handler.ts';
export { defaultLimits, type Limits, type Rate } from './handler/limits.ts';
export type { Authorize, SessionAnswer } from './access/admit.ts';
export {
  createGuestTokens,
  type Grant,
  type GuestKey,
  type GuestTokens,
  type Scope,
  type VerifiedToken,
} from './access/guest-tokens.ts';
export type { OriginOptions } from './access/origins.ts';
export type { RawRule } from './intake/raw.ts';
export { startWork, type Work, type WorkDone, type WorkOptions } from './work/start-work.ts';
export type { Subscriber } from './webhooks/subscriber.ts';
export type { Incoming, IncomingRequest, Source } from './webhooks/source.ts';
export type { AskShop, ShopQuestion } from './cancel/index.ts';
export type { ActionPolicy, AwaitedStep, Decision, Scan, ShopRules, StepLimit } from './domain/index.ts';
export { messageTypes, type Incident, type Message, type MessageType } from './model.ts';
export type { Channel, Delivery, OrderNews, Store, Stray } from './store/store.ts';
