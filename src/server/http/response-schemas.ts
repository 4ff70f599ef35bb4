import * as z from 'zod/mini';
import { instant } from '../../contract/primitives.ts';
import type { Incident } from '../orders/order-state.ts';
import type { WebhookMessage } from '../orders/webhook-message.ts';
import type { UnmatchedScans, WebhookDelivery } from '../store/store.ts';

/*
 * Responses for the shop's own systems. The OpenAPI document takes titles and descriptions from here; the annotated
 * types keep the schemas in step with what the store returns.
 */

function describe<Schema extends z.core.$ZodType>(schema: Schema, description: string): Schema {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, { description });
  return copy;
}

function named<Schema extends z.core.$ZodType>(schema: Schema, title: string, description: string): Schema {
  z.globalRegistry.add(schema, { title, description });
  return schema;
}

const text = (description: string): z.ZodMiniString => describe(z.string(), description);
const time = (description: string): typeof instant => describe(instant, description);
const serverTime = time('Clock of the server.');

export const orderToken = named(
  z.object({
    token: text('Sent as Bearer token; belongs in the fragment of a link.'),
    scope: z.enum(['read', 'cancel']),
    expiresAt: time('When the token expires.'),
    serverTime,
  }),
  'Token',
  'A guest token.',
);

export const webhookResult = named(
  z.object({
    recorded: describe(z.int(), 'Number of new scans.'),
    repeated: describe(z.int(), 'Number of scans that an earlier delivery of the same webhook recorded.'),
    unmatchedScans: describe(
      z.array(z.object({ orderId: text('Id of the order.'), reason: text('Why they were not recorded.') })),
      'Scans that were kept instead, by order.',
    ),
    serverTime,
  }),
  'Webhook result',
  'What was done with the scans of a webhook.',
);

const incident: z.ZodMiniType<Incident> = describe(
  z.object({
    id: text('Unique within the order.'),
    orderId: text('Id of the order.'),
    kind: describe(
      z.enum(['promise', 'step', 'decision']),
      '`promise`: the promised day has passed. `step`: an expected scan is missing. `decision`: a cancellation is undecided.',
    ),
    dueAt: time('The missed deadline.'),
    raisedAt: time('When the incident was raised.'),
    resolvedAt: z.optional(time('When the expected event happened after all.')),
    shipmentId: z.optional(text('Id of the parcel.')),
    promiseId: z.optional(text('Id of the missed promise.')),
    step: z.optional(text('Kind of the expected event.')),
    cancellationId: z.optional(text('Id of the undecided cancellation.')),
  }),
  'A missed deadline.',
);

export const incidentList = named(
  z.object({ incidents: describe(z.array(incident), 'Open incidents; resolved ones on request.'), serverTime }),
  'Incidents',
  'Missed deadlines, newest first.',
);

const unmatchedScans: z.ZodMiniType<UnmatchedScans> = describe(
  z.object({
    source: text('Name of the source.'),
    id: text('Id of the webhook.'),
    orderId: text('Id of the order.'),
    scans: describe(z.array(z.unknown()), 'As the adapter of the source returned them.'),
    reason: text('`unknown-order`: recorded as soon as the order exists. Otherwise the problem code of the refusal.'),
    receivedAt: time('When the webhook was received.'),
  }),
  'Scans of one order from one webhook that could not be recorded.',
);

export const unmatchedScansList = named(
  z.object({ unmatchedScans: describe(z.array(unmatchedScans), 'At most `limit` entries.'), serverTime }),
  'Unmatched scans',
  'Scans that could not be recorded, oldest first.',
);

const message: z.ZodMiniType<WebhookMessage> = describe(
  z.object({
    id: text('The same for every attempt.'),
    type: describe(z.string(), 'For example `shipment.shipped`.') as unknown as z.ZodMiniType<WebhookMessage['type']>,
    orderId: text('Id of the order.'),
    at: time('When the event happened.'),
    data: describe(z.record(z.string(), z.unknown()), 'The `data` of the webhook.'),
  }),
  'The message.',
);

const deadLetter: z.ZodMiniType<WebhookDelivery> = describe(
  z.object({
    message,
    subscriber: text('Name of the subscriber.'),
    attempts: describe(z.int(), 'Number of failed attempts.'),
    state: describe(z.enum(['waiting', 'delivered', 'dead']), 'Always `dead` here.'),
    lastError: z.optional(text('Error of the last attempt.')),
    nextAttemptAt: time('When the last attempt was due.'),
  }),
  'A message that a subscriber did not accept.',
);

export const deadLetterList = named(
  z.object({ deadLetters: describe(z.array(deadLetter), 'At most `limit` entries.'), serverTime }),
  'Dead letters',
  'Messages that will not be sent again.',
);

export const replayAccepted = named(z.object({ serverTime }), 'Replay accepted', 'The message is queued.');
