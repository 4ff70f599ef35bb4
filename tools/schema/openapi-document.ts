import * as z from 'zod/mini';
import { problem } from '../../src/contract/index.ts';
import type { Access, Parameters, Route } from '../../src/server/http/define-route.ts';
import { pathParameters } from '../../src/server/http/router.ts';
import { routes } from '../../src/server/http/routes.ts';
import { serverProblemStatuses, type ServerProblemCode } from '../../src/server/shared/problem.ts';
import { SchemaComponents } from './openapi-schemas.ts';

/** A part of an OpenAPI document. `test/contract/schema.test.ts` checks the whole document. */
type OpenApiPart = { readonly [name: string]: unknown };

const customer = [{ session: [] }, { guestToken: [] }, { shopKey: [] }];
const shop = [{ shopKey: [] }];
const securityByAccess: Readonly<Record<Access, readonly OpenApiPart[]>> = {
  public: [],
  source: [],
  read: customer,
  cancel: customer,
  shop,
};

const customerProblems: readonly ServerProblemCode[] = [
  'token-invalid',
  'action-not-allowed',
  'order-not-found',
  'upstream-unavailable',
];
const problemsByAccess: Readonly<Record<Access, readonly ServerProblemCode[]>> = {
  public: [],
  source: ['token-invalid'],
  read: customerProblems,
  cancel: customerProblems,
  shop: ['token-invalid', 'action-not-allowed'],
};
const jsonBodyProblems: readonly ServerProblemCode[] = ['validation', 'too-large', 'unsupported-type'];
const rawBodyProblems: readonly ServerProblemCode[] = ['too-large'];
const pathParameterProblems: readonly ServerProblemCode[] = ['validation'];
const commonProblems: readonly ServerProblemCode[] = ['rate-limited', 'internal'];

const createRef = (kind: string, name: string): OpenApiPart => ({ $ref: `#/components/${kind}/${name}` });
const text = { type: 'string' };

const responseHeaders = {
  ETag: { description: 'The version of the order, as `"epoch.version"`.', schema: text },
  RetryAfter: { description: 'Seconds to wait.', schema: text },
  Location: { description: 'Path of the cancellation.', schema: text },
  WwwAuthenticate: { description: '`Bearer`.', schema: text },
};

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description: 'The session cookie of the shop, whatever its name; same origin.',
  },
  guestToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'A signed token for one order with scope read or cancel, created by the shop.',
  },
  shopKey: { type: 'http', scheme: 'bearer', description: 'A secret key of the shop. Never in a browser.' },
};

/** The OpenAPI 3.1 document of all routes of the server. The base path is free. */
export function createOpenApiDocument(version: string): OpenApiPart {
  const schemas = new SchemaComponents();
  const paths = [...Map.groupBy(routes, ({ path }) => path)].map(
    ([path, group]) => [path, createPathItem(path, group, schemas)] as const,
  );
  const responses = createProblemResponses(schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill',
      version,
      description: 'The back end that the elements request data from. Any language may implement it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: schemas.toJSON(),
      parameters: createPathParameters(),
      headers: responseHeaders,
      responses,
      securitySchemes,
    },
  };
}

function createPathItem(path: string, group: readonly Route[], schemas: SchemaComponents): OpenApiPart {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => createRef('parameters', name));
  const operations = group.map((route) => [route.method.toLowerCase(), createOperation(route, schemas)] as const);
  return { ...(parameters.length > 0 && { parameters }), ...Object.fromEntries(operations) };
}

function createOperation(route: Route, schemas: SchemaComponents): OpenApiPart {
  const { operationId, summary, description, access, query = {}, headers = {}, body } = route;
  const parameters = [...createParameters('query', query), ...createParameters('header', headers)];
  const responses = Object.entries(route.responses).map(
    ([status, response]) => [status, createResponse(response, schemas)] as const,
  );
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    security: securityByAccess[access],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: createRequestBody(body, schemas) }),
    responses: { ...Object.fromEntries(responses), ...createProblemRefs(route) },
  };
}

const createParameters = (location: 'query' | 'header', parameters: Parameters): OpenApiPart[] =>
  Object.entries(parameters).map(([name, { description, schema, isRequired }]) => ({
    name,
    in: location,
    required: isRequired,
    description,
    schema: toPlainSchema(schema),
  }));

function toPlainSchema(schema: z.core.$ZodType): OpenApiPart {
  const { $schema: _, ...content } = z.toJSONSchema(schema, { io: 'output' });
  return content;
}

function createRequestBody(body: NonNullable<Route['body']>, schemas: SchemaComponents): OpenApiPart {
  const schema = 'rawBody' in body ? { description: body.rawBody } : schemas.refer(body.schema, body.isStrict);
  return { required: true, content: { 'application/json': { schema } } };
}

function createResponse(
  { description, schema, headers, events }: Route['responses'][number],
  schemas: SchemaComponents,
): OpenApiPart {
  const eventData = Object.entries(events ?? {}).map(([name, data]) => [name, schemas.refer(data)] as const);
  const content = {
    ...(events && {
      'text/event-stream': { schema: text, 'x-events': Object.fromEntries(eventData) },
    }),
    ...(schema && { 'application/json': { schema: schemas.refer(schema) } }),
  };
  return {
    description,
    ...(headers && { headers: Object.fromEntries(headers.map((name) => [name, createRef('headers', name)])) }),
    ...(schema && { content }),
  };
}

/** References to the problem responses of a route: its own, and those that follow from its access and body. */
function createProblemRefs({ access, body, path, problems = [] }: Route): OpenApiPart {
  const bodyProblems = body ? ('rawBody' in body ? rawBodyProblems : jsonBodyProblems) : [];
  const pathProblems = path.includes('{') ? pathParameterProblems : [];
  const codes = [...pathProblems, ...problemsByAccess[access], ...bodyProblems, ...commonProblems, ...problems];
  const statuses = new Set(codes.map((code) => serverProblemStatuses[code]));
  return Object.fromEntries(
    [...statuses].map((status) => [String(status), createRef('responses', `Problem${status}`)]),
  );
}

/** One response for each status with all problem codes of that status. */
function createProblemResponses(schemas: SchemaComponents): OpenApiPart {
  // 405 belongs to a path, not to an operation.
  const codes = Object.entries(serverProblemStatuses).filter(([, status]) => status !== 405);
  const responses = [...Map.groupBy(codes, ([, status]) => status)].map(([status, group]) => [
    `Problem${status}`,
    {
      description: `Code ${group.map(([code]) => `\`${code}\``).join(' or ')}.`,
      ...(status === 429 && { headers: { 'Retry-After': createRef('headers', 'RetryAfter') } }),
      ...(status === 401 && { headers: { 'WWW-Authenticate': createRef('headers', 'WwwAuthenticate') } }),
      content: { 'application/problem+json': { schema: schemas.refer(problem) } },
    },
  ]);
  return Object.fromEntries(responses);
}

const createPathParameters = (): OpenApiPart =>
  Object.fromEntries(
    Object.entries(pathParameters).map(([name, { description, pattern }]) => [
      name,
      { name, in: 'path', required: true, description, schema: { ...text, pattern: pattern.source } },
    ]),
  );
