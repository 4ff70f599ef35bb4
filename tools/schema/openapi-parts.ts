import { statuses as problemStatuses } from '../../src/server/problem.ts';

/** A part of an OpenAPI document; checked as a whole by test/contract/schema.test.ts. */
export type Part = { readonly [name: string]: unknown };

const text = { type: 'string' };

/** `cancel-request` as `CancelRequest`. */
export const componentName = (document: string): string =>
  document.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());

export const reference = (document: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${componentName(document)}` });

export const json = (schema: Part): Part => ({ 'application/json': { schema } });

export const body = (document: string): Part => ({ required: true, content: json(reference(document)) });

const inHeader = (name: string, description: string, required = false): Part => ({
  name,
  in: 'header',
  required,
  description,
  schema: text,
});

const inPath = (name: string, description: string): Part => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { ...text, pattern: '^[\\w-]{1,64}$' },
});

export const inQuery = (name: string, description: string, schema: Part = text, required = false): Part => ({
  name,
  in: 'query',
  required,
  description,
  schema,
});

export const parameters = {
  orderId: inPath('id', 'Id of the order.'),
  cancellationId: inPath('cid', 'Id of the cancellation.'),
  messageId: { ...inPath('message', 'Id of the message, encoded.'), schema: { ...text, minLength: 1, maxLength: 512 } },
  most: inQuery('most', 'At most so many; 100 where absent.', { type: 'integer', minimum: 1, maximum: 500 }),
  source: inPath('source', 'Which carrier or platform it comes from; decides which adapter reads it.'),
  ifNoneMatch: inHeader('If-None-Match', 'ETag of the snapshot that is known already.'),
  ifMatch: inHeader('If-Match', 'ETag of the snapshot that this is based on; the version in the body says the same.'),
  idempotencyKey: {
    ...inHeader('Idempotency-Key', 'One key for each intent the customer confirmed: the same key has the same effect once.', true),
    schema: { ...text, minLength: 1, maxLength: 200 },
  },
  lastEventId: inHeader('Last-Event-ID', 'Cursor: id of the last event that came, `epoch.version`.'),
  after: inQuery('after', 'Cursor, before Last-Event-ID, for clients that cannot set headers. For JSON also the id of an event.'),
};

export const headers = {
  ETag: { description: 'The version, as `"epoch.version"`.', schema: text },
  RetryAfter: { description: 'Seconds to wait, or a date.', schema: text },
  Location: { description: 'Address of the cancellation.', schema: text },
  WwwAuthenticate: { description: '`Bearer`.', schema: text },
};

/** Responses for failures, by the statuses that problems are sent with. */
export function problemResponses(): Record<string, Part> {
  // What a path does not know at all (405) belongs to none of its operations.
  const sent = Object.entries(problemStatuses).filter(([, status]) => status !== 405);
  const statuses = Map.groupBy(sent, ([, status]) => status);
  return Object.fromEntries(
    [...statuses].map(([status, group]) => {
      const codes = group.map(([code]) => code);
      return [
        `Problem${status}`,
        {
          description: `Code ${codes.map((code) => `\`${code}\``).join(' or ')}.`,
          ...(status === 429 && { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }),
          ...(status === 401 && { headers: { 'WWW-Authenticate': { $ref: '#/components/headers/WwwAuthenticate' } } }),
          content: { 'application/problem+json': { schema: reference('problem') } },
        },
      ];
    }),
  );
}

/** References to those for some statuses. */
export const problems = (...statuses: number[]): Part =>
  Object.fromEntries(statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]));
