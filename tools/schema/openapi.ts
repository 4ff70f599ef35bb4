import { toDescribedSchema } from './describe-schema.ts';
import { documents } from './documents.ts';
import { body, componentName, headers, inQuery, json, parameters, problemResponses, problems, reference, type Part } from './openapi-parts.ts';

/** Who may ask: the customer, signed in or with a link, or the shop itself. */
const customer = [{ session: [] }, { guestToken: [] }];
const shop = [{ shopKey: [] }];

const ref = (kind: string, name: string): Part => ({ $ref: `#/components/${kind}/${name}` });
const parameter = (name: keyof typeof parameters): Part => ref('parameters', name);
const etag = { ETag: ref('headers', 'ETag') };

const estimates: Part = {
  post: {
    operationId: 'estimateAll',
    summary: 'Estimates for all questions of a page',
    security: [],
    requestBody: body('estimates-request'),
    responses: {
      200: { description: 'All methods of all requests.', content: json(reference('estimates-response')) },
      ...problems(400, 429, 502),
    },
  },
  get: {
    operationId: 'estimateOne',
    summary: 'The estimate for one product',
    description: 'May be cached until `orderBy`, or `validUntil` where that comes first.',
    security: [],
    parameters: [
      inQuery('sku', 'Which product.', { type: 'string' }, true),
      inQuery('country', 'ISO 3166-1 alpha-2.'),
      inQuery('region', 'The part after the dash of ISO 3166-2.'),
      inQuery('postal', 'Postal code.'),
    ],
    responses: { 200: { description: 'The estimate.', content: json(reference('estimate')) }, ...problems(400, 429, 502) },
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
      200: { description: 'The order.', headers: etag, content: json(reference('order')) },
      304: { description: 'It is still the version of If-None-Match.', headers: etag },
      ...problems(401, 404, 429, 502),
    },
  },
  put: {
    operationId: 'putOrder',
    summary: 'An order snapshot, created or replaced',
    description: 'From the shop, never from a browser.',
    security: shop,
    requestBody: body('order'),
    responses: {
      200: { description: 'Replaced.', headers: etag, content: json(reference('order')) },
      201: { description: 'Created.', headers: etag, content: json(reference('order')) },
      ...problems(400, 401, 412, 429),
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
      'order that came after the cursor.',
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
      ...problems(401, 404, 429, 502),
    },
  },
  post: {
    operationId: 'addEvent',
    summary: 'A scan: packed, handed over, arrived at the pickup point, delivered …',
    description: 'From the shop, never from a browser. The same id again changes nothing.',
    security: shop,
    requestBody: body('order-event'),
    responses: {
      200: { description: 'Known already.', headers: etag, content: json(reference('order')) },
      201: { description: 'Added.', headers: etag, content: json(reference('order')) },
      ...problems(400, 401, 404, 429),
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
      201: { description: 'Decided.', headers: { Location: ref('headers', 'Location') }, content: json(reference('cancellation')) },
      202: { description: 'Asked for; decided later.', headers: { Location: ref('headers', 'Location') }, content: json(reference('cancellation')) },
      ...problems(400, 401, 403, 404, 409, 412, 422, 429, 502),
    },
  },
};

const cancellation: Part = {
  parameters: [parameter('orderId'), parameter('cancellationId')],
  get: {
    operationId: 'getCancellation',
    summary: 'What became of a cancellation',
    security: customer,
    responses: { 200: { description: 'The cancellation.', content: json(reference('cancellation')) }, ...problems(401, 404, 429, 502) },
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
    responses: { 202: { description: 'Taken.' }, ...problems(400, 401, 429) },
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
      '/hooks/{source}': hook,
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

/** All documents but the shop's terms, which no route carries. */
function schemas(): Part {
  const names = Object.keys(documents).filter((name) => name !== 'shop-terms');
  return Object.fromEntries(
    names.map((name) => {
      const { $schema: _, ...rest } = toDescribedSchema(name, reference);
      return [componentName(name), rest];
    }),
  );
}
