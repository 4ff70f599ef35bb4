import * as z from 'zod/mini';
import type { Known } from './known.ts';
import type { Order } from './order.ts';
import { word } from './order-fields.ts';
import { count, instant } from './primitives.ts';

/** What the events of `GET /orders/{id}/events` carry, by their name. */
export const streamData = {
  /** A whole order. Its event's id is `epoch.version`. */
  order: z.looseObject({ epoch: word, version: count, serverTime: z.optional(instant), order: z.unknown() }),
  /** A real event, every 15 s, without an id. */
  heartbeat: z.looseObject({ serverTime: z.optional(instant), epoch: z.optional(word), version: z.optional(count) }),
  /** The order must be fetched anew. */
  gone: z.looseObject({ serverTime: z.optional(instant), retryAfterMs: z.optional(count) }),
  /** Nothing more will come: do not connect again. */
  end: z.looseObject({ serverTime: z.optional(instant) }),
  /** The token has run out: connect again with a new one. */
  auth: z.looseObject({ serverTime: z.optional(instant) }),
};

export type StreamData = { [Name in keyof typeof streamData]: Known<z.infer<(typeof streamData)[Name]>> };

/** One event of the stream, read. */
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
