import { toDescribedSchema } from './describe-schema.ts';
import { documents } from './documents.ts';
import { body, componentName, headers, inQuery, json, parameters, problemResponses, problems, reference, type Part } from './openapi-parts.ts';
import { shopSideSchemas, strict } from './openapi-shop-side.ts';

/** Who may ask: the customer, signed in or with a link, or the shop itself. */
const customer = [{ session: [] }, { guestToken: [] }, { shopKey: [] }];
const shop = [{ shopKey: [] }];

/* What may go wrong, by who asks and whether something is sent. */
const ofAnybody = [404, 429, 500, 502];
const ofCustomers = [401, 403, 404, 429, 500, 502];
const ofShop = [401, 403, 429, 500];
const ofBodies = [400, 413, 415];

const ref = (kind: string, name: string): Part => ({ $ref: `#/components/${kind}/${name}` });
const parameter = (name: keyof typeof parameters): Part => ref('parameters', name);
const etag = { ETag: ref('headers', 'ETag') };
const location = { Location: ref('headers', 'Location') };
const answer = (description: string, document: string, more: Part = {}): Part => ({ description, ...more, content: json(reference(document)) });

const estimates: Part = {
  post: {
    operationId: 'estimateAll',
    summary: 'Estimates for all questions of a page',
    security: [],
    requestBody: body('estimates-request'),
    responses: { 200: answer('All methods of all requests.', 'estimates-response'), ...problems(...ofBodies, ...ofAnybody) },
  },
  get: {
    operationId: 'estimateOne',
    summary: 'The fastest estimate for one product',
    description: 'May be cached until `orderBy`, or `validUntil` where that comes first.',
    security: [],
    parameters: [
      inQuery('sku', 'Which product.', { type: 'string' }, true),
      inQuery('quantity', 'How many; one where absent.', { type: 'integer', minimum: 1 }),
      inQuery('country', 'ISO 3166-1 alpha-2.'),
      inQuery('region', 'The part after the dash of ISO 3166-2.'),
      inQuery('postal', 'Postal code.'),
      inQuery('method', 'Only this method.'),
      inQuery('place', 'Only this pickup point or store.'),
      inQuery('language', 'BCP 47.'),
    ],
    responses: { 200: answer('The estimate.', 'estimate'), ...problems(400, ...ofAnybody) },
  },
};

const order: Part = {
  parameters: [parameter('orderId')],
  get: {
    operationId: 'getOrder',
    summary: 'An order, as a whole',
    security: customer,
    parameters: [parameter('ifNoneMatch')],
    responses: {
      200: answer('The order.', 'order', { headers: etag }),
      304: { description: 'It is still the version of If-None-Match.', headers: etag },
      ...problems(...ofCustomers),
    },
  },
  put: {
    operationId: 'putOrder',
    summary: 'An order snapshot, created or replaced',
    description: 'From the shop, never from a browser. Events, promises, parcels and adjustments that are known and not named are kept.',
    security: shop,
    parameters: [parameter('ifMatch')],
    requestBody: body('order-snapshot'),
    responses: {
      200: answer('Replaced, or the same as before.', 'order', { headers: etag }),
      201: answer('Created.', 'order', { headers: etag }),
      ...problems(...ofBodies, ...ofShop, 412),
    },
  },
};

const events: Part = {
  parameters: [parameter('orderId')],
  get: {
    operationId: 'followOrder',
    summary: 'An order, as it changes',
    description:
      'Server-sent events: `order` (data: StreamOrder, id `epoch.version`), `heartbeat` (StreamHeartbeat, without id), ' +
      '`gone` (StreamGone), `end` (StreamEnd), `auth` (StreamAuth). With `Accept: application/json`, the events of the ' +
      'order that came after the cursor: after an event by its id, none after the current version, all after any other.',
    security: customer,
    parameters: [parameter('lastEventId'), parameter('after')],
    responses: {
      200: {
        description: 'The stream, or the events.',
        content: {
          'text/event-stream': {
            schema: { type: 'string' },
            'x-events': Object.fromEntries(
              ['order', 'heartbeat', 'gone', 'end', 'auth'].map((name) => [name, reference(`stream-${name}`)]),
            ),
          },
          ...json(reference('order-events')),
        },
      },
      204: { description: 'Nothing more will come: do not connect again.' },
      ...problems(...ofCustomers),
    },
  },
  post: {
    operationId: 'addEvent',
    summary: 'A scan: packed, handed over, arrived at the pickup point, delivered …',
    description: 'From the shop, never from a browser. The same id again changes nothing.',
    security: shop,
    requestBody: body('scan'),
    responses: {
      200: answer('Known already.', 'order', { headers: etag }),
      201: answer('Added.', 'order', { headers: etag }),
      ...problems(...ofBodies, ...ofShop, 404, 409),
    },
  },
};

const cancellations: Part = {
  parameters: [parameter('orderId')],
  post: {
    operationId: 'cancel',
    summary: 'Cancels items, the order, or withdraws from the contract',
    description: 'What may be canceled is what the actions of the order say. With a session cookie the Origin is checked.',
    security: customer,
    parameters: [parameter('idempotencyKey'), parameter('ifMatch')],
    requestBody: body('cancel-request'),
    responses: {
      201: answer('Decided.', 'cancellation', { headers: location }),
      202: answer('Asked for; decided later.', 'cancellation', { headers: location }),
      ...problems(...ofBodies, ...ofCustomers, 409, 412, 422),
    },
  },
};

const cancellation: Part = {
  parameters: [parameter('orderId'), parameter('cancellationId')],
  get: {
    operationId: 'getCancellation',
    summary: 'What became of a cancellation',
    security: customer,
    responses: { 200: answer('The cancellation.', 'cancellation'), ...problems(...ofCustomers) },
  },
};

const decision: Part = {
  parameters: [parameter('orderId'), parameter('cancellationId')],
  post: {
    operationId: 'decideCancellation',
    summary: 'What the shop says to a request that was left to it',
    description: 'From the shop, never from a browser unless its origin is listed as staff.',
    security: shop,
    requestBody: body('decision'),
    responses: { 200: answer('The cancellation as it is then.', 'cancellation'), ...problems(...ofBodies, ...ofShop, 404, 409) },
  },
};

const tokens: Part = {
  parameters: [parameter('orderId')],
  post: {
    operationId: 'mintToken',
    summary: 'A token for a guest',
    security: shop,
    requestBody: body('token-request'),
    responses: { 201: answer('The token.', 'token'), ...problems(...ofBodies, ...ofShop, 404) },
  },
};

const hook: Part = {
  parameters: [parameter('source')],
  post: {
    operationId: 'receiveWebhook',
    summary: 'A webhook of a carrier or platform',
    description: 'Signed by its sender, and read by the adapter of the source.',
    security: [],
    requestBody: { required: true, content: json({ description: 'As the source sends it.' }) },
    responses: { 200: answer('All of it is written.', 'received'), ...problems(400, 401, 404, 413, 429, 500) },
  },
};

const incidents: Part = {
  get: {
    operationId: 'listIncidents',
    summary: 'Promises and steps that passed without what was awaited',
    security: shop,
    parameters: [parameter('most'), inQuery('resolved', '`true`: those too where it happened after all.')],
    responses: { 200: answer('Newest first.', 'incidents'), ...problems(400, ...ofShop) },
  },
};

const strays: Part = {
  get: {
    operationId: 'listStrays',
    summary: 'Scans of carriers that could not be recorded',
    security: shop,
    parameters: [parameter('most')],
    responses: { 200: answer('Oldest first.', 'strays'), ...problems(400, ...ofShop) },
  },
};

const deadLetters: Part = {
  get: {
    operationId: 'listDeadLetters',
    summary: 'Messages that a subscriber did not take',
    security: shop,
    parameters: [parameter('most')],
    responses: { 200: answer('The messages.', 'dead-letters'), ...problems(400, ...ofShop) },
  },
};

const replay: Part = {
  parameters: [parameter('messageId')],
  post: {
    operationId: 'replayDeadLetter',
    summary: 'Sends a message again',
    security: shop,
    requestBody: body('replay-request'),
    responses: { 202: answer('It is in the queue.', 'queued'), ...problems(...ofBodies, ...ofShop, 404) },
  },
};

/** The OpenAPI 3.1 document. The base path is free. */
export function describeApi(version: string): Part {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill',
      version,
      description: 'What the elements ask of the back end of a shop. Any language may implement it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: {
      '/estimates': estimates,
      '/orders/{id}': order,
      '/orders/{id}/events': events,
      '/orders/{id}/cancellations': cancellations,
      '/orders/{id}/cancellations/{cid}': cancellation,
      '/orders/{id}/cancellations/{cid}/decision': decision,
      '/orders/{id}/tokens': tokens,
      '/hooks/{source}': hook,
      '/incidents': incidents,
      '/strays': strays,
      '/dead-letters': deadLetters,
      '/dead-letters/{message}/replay': replay,
    },
    components: {
      schemas: schemas(),
      parameters,
      headers,
      responses: problemResponses(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'The session cookie of the shop, whatever its name; same origin.' },
        guestToken: { type: 'http', scheme: 'bearer', description: 'A signed token for one order, scope read or cancel, minted by the shop.' },
        shopKey: { type: 'http', scheme: 'bearer', description: 'The secret key of the shop. Never in a browser.' },
      },
    },
  };
}

/** All documents but the shop's terms, which no route carries, and what the shop's own systems send. */
function schemas(): Part {
  const names = Object.keys(documents).filter((name) => name !== 'shop-terms');
  const ofContract = names.map((name) => {
    const { $schema: _, ...rest } = toDescribedSchema(name, reference);
    // What customers ask for is kept: nothing that is not named may come along.
    return [componentName(name), name === 'cancel-request' ? strict(rest) : rest] as const;
  });
  const ofShopSide = Object.entries(shopSideSchemas()).map(([name, schema]) => [componentName(name), schema] as const);
  return Object.fromEntries([...ofContract, ...ofShopSide]);
}
