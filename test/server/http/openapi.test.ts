import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Store } from '../../../src/server/store/store.ts';
import { createRouter } from '../../../src/server/http/router.ts';
import { routes } from '../../../src/server/http/routes.ts';
import { createOpenApiDocument } from '../../../tools/schema/openapi-document.ts';
import { isValid } from '../../contract/json-schema-validator.ts';
import { snapshot, withHandler } from './handler-harness.ts';
import { cancelBody, createCommonCase, options, specialCases, validRequests } from './openapi-cases.ts';

/* Brings about every response that the document describes, and compares each response with the document. */

type Schema = Record<string, unknown>;
type Described = { headers?: Schema; content?: Record<string, { schema: Schema }> };
type Operation = {
  operationId: string;
  responses: Record<string, Described & { $ref?: string }>;
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Api = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Described> };
};

const api = createOpenApiDocument('1.0.0') as unknown as Api;
const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    operation.operationId ? [{ ...operation, path, method: method.toUpperCase() }] : [],
  ),
);
const findSchema = (reference: string): Schema =>
  api.components.schemas[reference.replace('#/components/schemas/', '')] ?? assert.fail(reference);
const matches = (schema: Schema, value: unknown): boolean => isValid(schema, value, findSchema);

/** A store whose database is down. */
const brokenStore = new Proxy({} as Store, {
  get: (_, name) => (name === 'epoch' ? 'k1' : () => Promise.reject(new Error('the secret database is gone'))),
});

async function assertDescribed(operation: Operation, response: Response): Promise<void> {
  const described = operation.responses[response.status];
  const description = described?.$ref
    ? api.components.responses[described.$ref.replace('#/components/responses/', '')]
    : described;
  assert.ok(
    description,
    `${operation.operationId} does not describe ${response.status}: ${await response.clone().text()}`,
  );
  for (const name of Object.keys(description.headers ?? {}))
    assert.ok(response.headers.has(name), `${operation.operationId} ${response.status} has no ${name}`);
  for (const name of ['etag', 'location', 'retry-after', 'www-authenticate']) {
    const isDescribed = Object.keys(description.headers ?? {}).some((each) => each.toLowerCase() === name);
    const isOptional = name === 'retry-after' && response.status >= 400;
    assert.ok(
      isDescribed || isOptional || !response.headers.has(name),
      `${operation.operationId} ${response.status} has ${name}`,
    );
  }
  const text = await response.text();
  assert.doesNotMatch(text, /secret/);
  const type = response.headers.get('content-type');
  if (!description.content) return assert.equal(text, '');
  const schema = description.content[type ?? '']?.schema;
  assert.ok(schema, `${operation.operationId} ${response.status} is snapshotSchema as ${type}`);
  assert.ok(
    matches(schema, JSON.parse(text)),
    `${operation.operationId} ${response.status} is not as described: ${text}`,
  );
}

describe('the handler follows the OpenAPI document', () => {
  for (const operation of operations) {
    for (const status of Object.keys(operation.responses)) {
      const { operationId } = operation;
      it(`${operationId} ${status}`, async () => {
        const responseCase = specialCases[`${operationId} ${status}`] ?? createCommonCase(operationId, status);
        await withHandler(
          async (harness) => {
            const isStoreBroken = status === '500' && !responseCase.options;
            const response = await responseCase.send(isStoreBroken ? harness.withStore(brokenStore) : harness);
            assert.equal(response.status, Number(status), await response.clone().text());
            await assertDescribed(operation, response);
            if (responseCase.isFailing) assert.equal(harness.errors.splice(0).length, 1);
          },
          { ...options, ...responseCase.options },
        );
      });
    }
  }

  it('the document describes every tested response', () => {
    const described = operations.flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    );
    assert.deepEqual(
      Object.keys(specialCases).filter((name) => !described.includes(name)),
      [],
    );
  });

  it('the document accepts valid bodies and refuses invalid ones', () => {
    for (const { operationId, requestBody } of operations) {
      const schema = requestBody?.content['application/json']?.schema;
      if (!schema || operationId === 'receiveWebhook') continue;
      assert.ok(matches(schema, validRequests[operationId]?.body), operationId);
      const refused = specialCases[`${operationId} 400`] ? undefined : { nonsense: 1 };
      if (refused) assert.ok(!matches(schema, refused), operationId);
    }
    const cancelSchema = api.components.schemas['CancelRequest'] ?? assert.fail();
    assert.ok(!matches(cancelSchema, { ...cancelBody, lineItems: [{ id: 'a', quantity: 1, giftFor: 'Ada' }] }));
    const snapshotSchema =
      operations.find(({ operationId }) => operationId === 'putOrder')?.requestBody?.content['application/json']
        ?.schema ?? {};
    assert.ok(!matches(snapshotSchema, { ...snapshot, customer: { email: 'a@b.example' } }));
    assert.ok(!matches(snapshotSchema, { ...snapshot, lineItems: [{ ...snapshot.lineItems[0], giftFor: 'Ada' }] }));
  });
});

describe('the router', () => {
  it('reaches each operation of the document by its path and method', () => {
    const router = createRouter(routes);
    const reached = operations.map(({ path, method }) => {
      const match = router(path.replaceAll(/\{\w+\}/g, 'x'));
      return match?.routesByMethod.get(method)?.operationId;
    });
    assert.deepEqual(
      reached,
      operations.map(({ operationId }) => operationId),
    );
    assert.equal(operations.length, routes.length);
  });

  it('gives the path parameters of the document to the route', () => {
    for (const { path } of routes) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const match = createRouter(routes)(path.replaceAll(/\{\w+\}/g, 'x'));
      assert.deepEqual(Object.keys(match?.params ?? {}), names, path);
    }
  });
});

describe('unknown routes', () => {
  it('respond with 405 and the allowed methods, or with 404', async () => {
    await withHandler(async (harness) => {
      const refused = await harness.request('DELETE', '/orders/o1');
      assert.equal(refused.status, 405);
      assert.equal(refused.headers.get('allow'), 'GET, PUT');
      for (const path of ['/', '/order', '/orders', '/orders/', '/orders/o1/x', '/orders/../x']) {
        const response = await harness.request('GET', path);
        assert.equal(response.status, 404, path);
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
      }
    });
  });
});
