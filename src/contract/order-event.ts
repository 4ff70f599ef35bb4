import * as z from 'zod/mini';
import type { Known } from './known.ts';
import { carrierText, eventTime, id, place, word } from './order-fields.ts';
import { instant } from './primitives.ts';
import { binding, expected } from './tolerance.ts';

/** One thing that happened: a carrier's scan, or something the shop did. */
export const orderEvent = z.looseObject({
  id,
  /** One of `eventKinds`; any other changes nothing and is shown by its text. */
  kind: expected(z._default(word, 'note')),
  /** Absent where none came or it cannot be read: the event keeps its place in the list. */
  at: expected(z.optional(eventTime)),
  /** Absent: the order as a whole, or its only parcel. */
  shipmentId: binding(z.optional(id)),
  text: z.optional(carrierText),
  place: z.optional(place),
  /** Id of an earlier event that turned out to be a mistake. */
  retracts: z.optional(id),
  /** The carrier's own record, for those who look after the shop. Never shown. */
  raw: z.optional(z.unknown()),
});
export type OrderEvent = Known<z.infer<typeof orderEvent>>;

/** Answer of `GET /orders/{id}/events` as JSON, and of an order's `earlierEvents`. */
export const orderEvents = z.looseObject({
  /** Oldest first. */
  events: z.array(orderEvent),
  /** Where still earlier ones are. */
  earlierEvents: z.optional(z.string()),
  epoch: z.optional(word),
  version: z.optional(z.int()),
  serverTime: z.optional(instant),
});
export type OrderEvents = Known<z.infer<typeof orderEvents>>;
