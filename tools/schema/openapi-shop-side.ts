import * as z from 'zod/mini';
import { scan } from '../../src/server/domain/index.ts';
import { replayRequest, sentDecision, tokenRequest } from '../../src/server/intake/small-bodies.ts';
import { toDescribedSchema, type JsonSchema } from './describe-schema.ts';
import { reference, type Part } from './openapi-parts.ts';

/*
 * What the shop's own systems send and get. These are read strictly: a field that is not named here is
 * refused, so that nothing personal is stored unseen.
 */

const text = { type: 'string' };
const instant = { ...text, description: 'An instant, RFC 3339.' };
const serverTime = { ...text, description: 'The clock of the server.' };

const record = (description: string, properties: Part, optional: readonly string[] = []): Part => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const list = (description: string, items: Part): Part => ({ type: 'array', description, items });

/** Objects take no other fields than those that they name. */
export function strict(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf } = schema;
  const named = properties && Object.entries(properties).map(([name, property]) => [name, strict(property)] as const);
  return {
    ...schema,
    ...(named && { properties: Object.fromEntries(named), additionalProperties: false }),
    ...(items && { items: strict(items) }),
    ...(anyOf && { anyOf: anyOf.map(strict) }),
  };
}

/** Without what the server says itself. */
function orderSnapshot(): JsonSchema {
  const described = toDescribedSchema('order', (name) => reference(name === 'order-event' ? 'sent-event' : name));
  const { $schema: _, properties = {}, required = [], ...rest } = described;
  const { earlierEvents: __, ...sendable } = properties;
  const isNeeded = (name: string): boolean => !['id', 'version', 'updatedAt'].includes(name);
  return {
    ...strict({ ...rest, properties: sendable }),
    title: 'Order snapshot',
    description:
      'An order as the shop knows it. `version`, and `epoch` with it, say which version it replaces; without, it ' +
      'replaces whatever is there. `updatedAt` and `serverTime` are not read. Fields that are not named are refused.',
    required: required.filter(isNeeded),
  };
}

/** A schema of the server, with the words that the contract has for fields of the same name. */
function described(schema: z.core.$ZodType, title: string, description: string): JsonSchema {
  const { $schema: _, ...json } = strict(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
  const words = toDescribedSchema('order-event', reference).properties ?? {};
  const properties = Object.entries(json.properties ?? {}).map(([name, property]) => {
    const known = words[name]?.description;
    return [name, known === undefined ? property : { ...property, description: known }] as const;
  });
  return { ...json, title, description, properties: Object.fromEntries(properties) };
}

const incident = record(
  'Something that was to happen and did not.',
  {
    id: { ...text, description: 'One of the order.' },
    orderId: { ...text, description: 'Of which order.' },
    kind: { ...text, enum: ['promise', 'step', 'answer'], description: 'A promised day, a scan, or an answer that is missing.' },
    dueAt: instant,
    raisedAt: instant,
    resolvedAt: instant,
    shipmentId: { ...text, description: 'Of which parcel.' },
    promiseId: { ...text, description: 'Which promise.' },
    step: { ...text, description: 'Which kind of event is awaited.' },
    cancellationId: { ...text, description: 'Which cancellation is undecided.' },
  },
  ['resolvedAt', 'shipmentId', 'promiseId', 'step', 'cancellationId'],
);

const stray = record('What a webhook said of one order and could not be recorded.', {
  source: { ...text, description: 'Which source sent it.' },
  id: { ...text, description: 'Of the webhook.' },
  orderId: { ...text, description: 'Of which order.' },
  scans: list('As the adapter of the source read them.', {}),
  reason: { ...text, description: '`unknown-order`: it is recorded once the order is known. Else the code of why it was refused.' },
  receivedAt: instant,
});

const message = record('What was to be told.', {
  id: { ...text, description: 'The same at every attempt.' },
  type: { ...text, description: 'Such as `shipment.shipped`.' },
  orderId: { ...text, description: 'Of which order.' },
  at: instant,
  data: { type: 'object', description: 'As it is sent.' },
});

const deadLetter = record(
  'A message that a subscriber did not take.',
  {
    message,
    subscriber: { ...text, description: 'Who did not take it.' },
    attempts: { type: 'integer', description: 'How often it was tried.' },
    state: { ...text, description: '`dead`.' },
    lastError: { ...text, description: 'What came of the last attempt.' },
    nextAt: instant,
  },
  ['lastError'],
);

/** By the names of their documents. */
export function shopSideSchemas(): Record<string, Part> {
  const { $schema: _, ...sentEvent } = strict(toDescribedSchema('order-event', reference));
  return {
    'order-snapshot': orderSnapshot(),
    'sent-event': sentEvent,
    scan: described(scan, 'Scan', 'One thing that happened, and what is learned with it about the parcel. Fields that are not named are refused.'),
    decision: described(sentDecision, 'Decision', 'What the shop says to a request: `refund` and `receipt` go with `completed`, `answerBy` with `pending`.'),
    'token-request': described(tokenRequest, 'Token request', 'What a guest may do with the order, and until when; 30 days where absent.'),
    token: record('For the fragment of a link.', { token: { ...text, description: 'As Bearer.' }, scope: { ...text, enum: ['read', 'cancel'] }, expiresAt: instant, serverTime }),
    received: record('What became of the scans in a webhook.', {
      recorded: { type: 'integer', description: 'New ones.' },
      repeated: { type: 'integer', description: 'Known already.' },
      strays: list('Kept for the shop to see, or until the order is known.', record('One.', { orderId: text, reason: text })),
      serverTime,
    }),
    incidents: record('Incidents, newest first.', { incidents: list('Open ones, unless resolved ones were asked for too.', incident), serverTime }),
    strays: record('Scans that could not be recorded.', { strays: list('At most as many as were asked for.', stray), serverTime }),
    'dead-letters': record('Messages that were given up.', { deadLetters: list('At most as many as were asked for.', deadLetter), serverTime }),
    'replay-request': described(replayRequest, 'Replay request', 'To whom the message is sent again.'),
    queued: record('It is in the queue.', { serverTime }),
  };
}
