import type * as z from 'zod/mini';
import {
  actionTypes,
  deliveryKinds,
  deliveryMethods,
  eventKinds,
  exceptionKinds,
  shipmentStatuses,
  statusByProblemCode,
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

/** A published document: its zod schema, and the title and description of its JSON Schema. */
type PublishedDocument = { schema: z.core.$ZodType; title: string; description: string };

/** Published documents by file name. The schemas hold the descriptions of their fields. */
export const documents: Record<string, PublishedDocument> = {
  'shop-terms': {
    schema: shopTerms,
    title: 'Shop terms',
    description:
      'Everything that the delivery dates of a shop depend on, in one file: origins, zones, methods, places and exceptions for single products.',
  },
  estimate: {
    schema: estimate,
    title: 'Estimate',
    description: 'When something arrives, or can be collected, or why that cannot be said.',
  },
  'estimates-request': {
    schema: estimatesRequest,
    title: 'Estimates request',
    description: 'All requests of a page in one body.',
  },
  'estimates-response': {
    schema: estimatesResponse,
    title: 'Estimates response',
    description:
      'A list of estimates, or an object with the list and the time of the server, because headers cannot be read across origins.',
  },
  order: {
    schema: order,
    title: 'Order',
    description:
      'An order as a whole snapshot. No name, address, e-mail or phone number of a customer is part of it. Unknown codes and fields are kept.',
  },
  'order-event': {
    schema: orderEvent,
    title: 'Order event',
    description: 'Something that happened: a scan of a carrier, or an action of the shop.',
  },
  'order-events': { schema: orderEvents, title: 'Order events', description: 'Events of an order, oldest first.' },
  'cancel-request': {
    schema: cancelRequest,
    title: 'Cancel request',
    description: 'What a customer wants to cancel, and the version of the order that they saw.',
  },
  cancellation: {
    schema: cancellation,
    title: 'Cancellation',
    description: 'The state of a cancel request: pending, completed or rejected.',
  },
  problem: {
    schema: problem,
    title: 'Problem',
    description: 'Why a request failed (RFC 9457). Texts are for developers; elements act on code and status.',
  },
  'stream-order': {
    schema: streamData.order,
    title: 'Stream: order',
    description: 'The order changed. The id of the event is `epoch.version`.',
  },
  'stream-heartbeat': {
    schema: streamData.heartbeat,
    title: 'Stream: heartbeat',
    description: 'Sent every 15 seconds, without an id, so that a reader notices a dead stream.',
  },
  'stream-gone': {
    schema: streamData.gone,
    title: 'Stream: gone',
    description: 'The stream cannot continue from the cursor: fetch the order again.',
  },
  'stream-end': {
    schema: streamData.end,
    title: 'Stream: end',
    description: 'No further event will come: do not reconnect.',
  },
  'stream-auth': {
    schema: streamData.auth,
    title: 'Stream: auth',
    description: 'The token has expired: reconnect with a new one.',
  },
};

/** Known codes of open lists, by the path of the property. */
export const codeExamples: Record<string, readonly string[]> = {
  'order.method': deliveryMethods,
  'order.shipments.method': deliveryMethods,
  'order.shipments.status': shipmentStatuses,
  'order.shipments.exceptions.kind': exceptionKinds,
  'order.shipments.exceptions.actionRequired.by': ['recipient', 'shop', 'carrier', 'customs'],
  'order.shipments.delivery.kind': deliveryKinds,
  'order.promises.source': ['checkout', 'shop', 'carrier'],
  'order-event.kind': eventKinds,
  'order.adjustments.kind': ['cancellation', 'refund', 'return'],
  'order.adjustments.status': ['pending', 'completed', 'rejected'],
  'order.actions.type': actionTypes,
  'problem.code': Object.keys(statusByProblemCode),
};
