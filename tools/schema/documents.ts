import type * as z from 'zod/mini';
import {
  cancellation,
  cancelRequest,
  estimate,
  estimatesRequest,
  estimatesResponse,
  order,
  orderEvent,
  orderEvents,
  problem,
  shopTerms,
  streamData,
} from '../../src/contract/index.ts';

/** What is published as JSON Schema, by the name of its file. */
export const documents: Record<string, z.core.$ZodType> = {
  'shop-terms': shopTerms,
  estimate,
  'estimates-request': estimatesRequest,
  'estimates-response': estimatesResponse,
  order,
  'order-event': orderEvent,
  'order-events': orderEvents,
  'cancel-request': cancelRequest,
  cancellation,
  problem,
  'stream-order': streamData.order,
  'stream-heartbeat': streamData.heartbeat,
  'stream-gone': streamData.gone,
  'stream-end': streamData.end,
  'stream-auth': streamData.auth,
};
