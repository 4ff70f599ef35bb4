import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder, parseTerms, statusByProblemCode } from '../../src/contract/index.ts';
import { listProperties, toDescribedSchema, type JsonSchema } from '../../tools/schema/describe-schema.ts';
import { codeExamples, documents } from '../../tools/schema/schema-documents.ts';
import { createOpenApiDocument } from '../../tools/schema/openapi-document.ts';
import { routes as serverRoutes } from '../../src/server/http/routes.ts';
import { orders } from '../order/arbitraries.ts';
import fc, { runs } from '../support/fast-check.ts';
import { isValid } from './json-schema-validator.ts';

const schemas = new Map<string, JsonSchema>(Object.keys(documents).map((name) => [name, toDescribedSchema(name)]));
const schemaOf = (name: string): JsonSchema => schemas.get(name) ?? assert.fail(name);
const fits = (name: string, value: unknown): boolean =>
  isValid(schemaOf(name), value, (reference) => schemaOf(reference.replace('.json', '')));
const paths = Object.keys(documents).flatMap((name) => listProperties(schemaOf(name), name).map(({ path }) => path));

describe('descriptions of the schemas', () => {
  for (const name of Object.keys(documents)) {
    it(`${name}: has a title and a description of every property`, () => {
      const schema = schemaOf(name);
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.ok(schema.title && schema.description);
      const silent = listProperties(schema, name).filter(({ property }) => !property.description);
      assert.deepEqual(
        silent.map(({ path }) => path),
        [],
      );
    });
  }

  it('have examples of codes for existing properties only', () => {
    assert.deepEqual(
      Object.keys(codeExamples).filter((path) => !paths.includes(path)),
      [],
    );
  });
});

describe('schema of an order', () => {
  const schema = schemaOf('order');

  it('requires fields that the parser does not require', () => {
    assert.deepEqual(schema.required, ['id', 'version', 'number', 'placedAt', 'updatedAt', 'currency', 'lineItems']);
    assert.deepEqual(schemaOf('order-event').required, ['id', 'kind', 'at']);
    assert.deepEqual(schema.properties?.['events']?.items, { $ref: 'order-event.json' });
  });

  it('lists known codes and accepts others', () => {
    const status = schema.properties?.['shipments']?.items?.properties?.['status'];
    assert.ok(status?.examples?.includes('in_transit'));
    const order = {
      id: 'o1',
      version: 1,
      number: '1',
      placedAt: '2026-11-14T09:12:00Z',
      updatedAt: '2026-11-14T09:12:00Z',
      currency: 'EUR',
      lineItems: [],
    };
    assert.ok(fits('order', { ...order, shipments: [{ id: 's1', status: 'teleported' }], loyalty: 7 }));
    assert.ok(!fits('order', { ...order, version: '1' }));
    assert.ok(!fits('order', { ...order, version: 2 ** 53 }));
    assert.ok(!fits('order', { ...order, events: [{ id: 'e1', kind: 'note', at: 'yesterday' }] }));
  });

  it('accepts only orders that the parser returns complete, except for contradictions between parts', () => {
    fc.assert(
      fc.property(orders, (value) => {
        const order = {
          number: '1',
          placedAt: '2026-11-14T09:12:00Z',
          updatedAt: '2026-11-14T09:12:00Z',
          currency: 'EUR',
          lineItems: [],
          ...value,
        };
        const parsed = parseOrder(order);
        assert.ok(parsed.ok);
        const leftOut = parsed.warnings.filter(({ code }) => code === 'left-out').map(({ path }) => path);
        // A schema cannot say that a zone exists, or which of two days comes first.
        const sayable = leftOut.filter((path) => path !== 'timeZone' && !path.endsWith('window.to'));
        if (fits('order', order)) assert.deepEqual(sayable, []);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('schema of shop terms', () => {
  const terms = {
    $schema: './shop-terms.json',
    origins: [
      {
        id: 'main',
        timeZone: 'Europe/Berlin',
        calendar: { weekdays: [1, 2, 3, 4, 5] },
        cutoff: { 1: '14:00', 5: '12:00' },
        cutoffDates: { '2026-12-24': null },
        handling: { min: 0, max: 1 },
      },
    ],
    zones: [{ id: 'de', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] }],
    methods: [
      {
        id: 'standard',
        name: { en: 'Standard' },
        kind: 'delivery',
        services: [{ zones: ['de'], transit: { min: 1, max: 2, unit: 'business' } }],
      },
    ],
  };

  it('accepts what the parser accepts', () => {
    assert.ok(parseTerms(terms).ok);
    assert.ok(fits('shop-terms', terms));
  });

  it('refuses a misspelt field', () => {
    assert.ok(!fits('shop-terms', { ...terms, curency: 'EUR' }));
  });
});

describe('OpenAPI document', () => {
  const api = createOpenApiDocument('1.2.3') as {
    paths: Record<string, Record<string, { operationId?: string; responses?: object; parameters?: unknown[] }>>;
  };
  const text = JSON.stringify(api);

  it('has exactly the routes of the server', () => {
    const routes = Object.entries(api.paths)
      .flatMap(([path, item]) =>
        Object.keys(item)
          .filter((method) => method !== 'parameters')
          .map((method) => `${method.toUpperCase()} ${path}`),
      )
      .toSorted();
    assert.deepEqual(routes, serverRoutes.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('has no broken reference and no unused component', () => {
    const found = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(
      ([, kind, name]) => `${kind}/${name}`,
    );
    assert.equal(text.split('"$ref"').length - 1, found.length, 'no other form of reference');
    const { components } = api as unknown as { components: Record<string, object> };
    const { securitySchemes, ...named } = components;
    const there = Object.entries(named).flatMap(([kind, parts]) => Object.keys(parts).map((name) => `${kind}/${name}`));
    assert.deepEqual([...new Set(found)].toSorted(), there.toSorted());
    assert.deepEqual(Object.keys(securitySchemes ?? {}), ['session', 'guestToken', 'shopKey']);
  });

  it('lists every problem at the routes that return it', () => {
    for (const code of Object.keys(statusByProblemCode)) assert.ok(text.includes(`\`${code}\``), code);
    const operations = Object.values(api.paths).flatMap((item) =>
      Object.values(item).filter(({ operationId }) => operationId),
    );
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
    for (const { responses = {} } of operations) assert.ok(Object.hasOwn(responses, '429'));
  });

  it('declares the parameters of its paths', () => {
    for (const [path, item] of Object.entries(api.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.equal((item as { parameters?: unknown[] }).parameters?.length ?? 0, names.length, path);
    }
  });

  it('uses the schema of the order in the stream', () => {
    const { components } = api as unknown as { components: { schemas: Record<string, JsonSchema> } };
    assert.equal(components.schemas['StreamOrder']?.properties?.['order']?.$ref, '#/components/schemas/Order');
    assert.equal(schemaOf('stream-order').properties?.['order']?.$ref, 'order.json');
  });
});
