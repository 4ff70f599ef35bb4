import * as z from 'zod/mini';
import type { DeepReadonly } from './deep-readonly.ts';
import type { Order } from './order.ts';
import { code } from './order-fields.ts';
import { count, instant } from './primitives.ts';

/** Data of an event that only has a time. */
export const serverTimeData = z.object({
  serverTime: z.optional(instant).check(z.describe('Time of the server.')),
});

/** Data of the server-sent events of `GET /orders/{orderId}/events`, by event name. */
export const streamData = {
  /** A whole order. The event id is `epoch.version`. */
  order: z.object({
    epoch: code.check(z.describe('Epoch of the version.')),
    version: count.check(z.describe('Version of the order.')),
    serverTime: z.optional(instant).check(z.describe('Time of the server.')),
    order: z.unknown().check(z.describe('The order.')),
  }),
  /** Sent every 15 s as an event without an id. */
  heartbeat: z.object({
    serverTime: z.optional(instant).check(z.describe('Time of the server.')),
    epoch: z.optional(code).check(z.describe('Epoch of the version.')),
    version: z.optional(count).check(z.describe('Current version of the order.')),
  }),
  /** The client must fetch the order again. */
  gone: z.object({
    serverTime: z.optional(instant).check(z.describe('Time of the server.')),
    retryAfterMs: z.optional(count).check(z.describe('Milliseconds until a retry.')),
  }),
  /** The order is final: the client must not reconnect. */
  end: serverTimeData,
  /** The token has expired: the client reconnects with a new one. */
  auth: serverTimeData,
};

export type StreamData = { [Name in keyof typeof streamData]: DeepReadonly<z.infer<(typeof streamData)[Name]>> };

/** One parsed event of the stream. */
export type StreamMessage =
  | {
      readonly kind: 'order';
      readonly epoch: string;
      readonly version: number;
      readonly serverTime?: string | undefined;
      readonly order: Order;
    }
  | {
      readonly kind: 'heartbeat';
      readonly epoch?: string | undefined;
      readonly version?: number | undefined;
      readonly serverTime?: string | undefined;
    }
  | { readonly kind: 'gone'; readonly retryAfterMs?: number | undefined; readonly serverTime?: string | undefined }
  | { readonly kind: 'end' | 'auth'; readonly serverTime?: string | undefined }
  | { readonly kind: 'unknown' };
