import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder, parseTerms, problemStatuses } from '../../src/contract/index.ts';
import { descriptions, examples, titles } from '../../tools/schema-docs.ts';
import { descriptionOf, keyOf, propertiesOf, toDescribedSchema, type JsonSchema } from '../../tools/schema/describe-schema.ts';
import { documents } from '../../tools/schema/documents.ts';
import { describeApi } from '../../tools/schema/openapi.ts';
import { routes as serverRoutes } from '../../src/server/handler/routes.ts';
import { orders } from '../order/arbitraries.ts';
import fc, { runs } from '../support/fast-check.ts';
import { isValid } from './validate.ts';

const schemas = new Map<string, JsonSchema>(Object.keys(documents).map((name) => [name, toDescribedSchema(name)]));
const schemaOf = (name: string): JsonSchema => schemas.get(name) ?? assert.fail(name);
const fits = (name: string, value: unknown): boolean =>
  isValid(schemaOf(name), value, (reference) => schemaOf(reference.replace('.json', '')));
const paths = Object.keys(documents).flatMap((name) => propertiesOf(schemaOf(name), name).map(({ path }) => path));

describe('what the schemas say', () => {
  for (const name of Object.keys(documents)) {
    it(`${name}: a title, and of every property what it is`, () => {
      const schema = schemaOf(name);
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.ok(schema.title && schema.description);
      const silent = propertiesOf(schema, name).filter(({ property }) => !property.description);
      assert.deepEqual(silent.map(({ path }) => path), []);
    });
  }

  it('nothing of what no schema has', () => {
    const used = new Set(paths.map(keyOf));
    assert.deepEqual(Object.keys(descriptions).filter((key) => !used.has(key)), []);
    assert.deepEqual(Object.keys(titles), Object.keys(documents));
    assert.deepEqual(Object.keys(examples).filter((path) => !paths.includes(path)), []);
  });

  it('the longest end of a path counts', () => {
    assert.equal(descriptionOf('order.shipments.lineItems.quantity'), 'How many of it. Absent: not known.');
    assert.equal(descriptionOf('order.promises.lineItems.quantity'), 'How many of it.');
    assert.equal(descriptionOf('order.nothing'), undefined);
  });
});

describe('the schema of an order', () => {
  const schema = schemaOf('order');

  it('asks of a shop what a reader forgives', () => {
    assert.deepEqual(schema.required, ['id', 'version', 'number', 'placedAt', 'updatedAt', 'currency', 'lineItems']);
    assert.deepEqual(schemaOf('order-event').required, ['id', 'kind', 'at']);
    assert.deepEqual(schema.properties?.['events']?.items, { $ref: 'order-event.json' });
  });

  it('lists the words that are known, and takes others', () => {
    const status = schema.properties?.['shipments']?.items?.properties?.['status'];
    assert.ok(status?.examples?.includes('in_transit'));
    const order = { id: 'o1', version: 1, number: '1', placedAt: '2026-11-14T09:12:00Z', updatedAt: '2026-11-14T09:12:00Z', currency: 'EUR', lineItems: [] };
    assert.ok(fits('order', { ...order, shipments: [{ id: 's1', status: 'teleported' }], loyalty: 7 }));
    assert.ok(!fits('order', { ...order, version: '1' }));
    assert.ok(!fits('order', { ...order, version: 2 ** 53 }));
    assert.ok(!fits('order', { ...order, events: [{ id: 'e1', kind: 'note', at: 'yesterday' }] }));
  });

  it('what keeps to it is read without anything left out, but for what lies between the parts', () => {
    fc.assert(
      fc.property(orders, (value) => {
        const order = { number: '1', placedAt: '2026-11-14T09:12:00Z', updatedAt: '2026-11-14T09:12:00Z', currency: 'EUR', lineItems: [], ...value };
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

describe('the schema of shop terms', () => {
  const terms = {
    $schema: './shop-terms.json',
    origins: [{ id: 'main', timeZone: 'Europe/Berlin', calendar: { weekdays: [1, 2, 3, 4, 5] }, cutoff: { 1: '14:00', 5: '12:00' }, cutoffDates: { '2026-12-24': null }, handling: { min: 0, max: 1 } }],
    zones: [{ id: 'de', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] }],
    methods: [{ id: 'standard', name: { en: 'Standard' }, kind: 'delivery', services: [{ zones: ['de'], transit: { min: 1, max: 2, unit: 'business' } }] }],
  };

  it('takes what the parser takes', () => {
    assert.ok(parseTerms(terms).ok);
    assert.ok(fits('shop-terms', terms));
  });

  it('refuses a misspelt field', () => {
    assert.ok(!fits('shop-terms', { ...terms, curency: 'EUR' }));
  });
});

describe('the OpenAPI document', () => {
  const api = describeApi('1.2.3') as { paths: Record<string, Record<string, { operationId?: string; responses?: object; parameters?: unknown[] }>> };
  const text = JSON.stringify(api);

  it('has the routes of the server, no more and no less', () => {
    const routes = Object.entries(api.paths)
      .flatMap(([path, item]) => Object.keys(item).filter((method) => method !== 'parameters').map((method) => `${method.toUpperCase()} ${path}`))
      .toSorted();
    assert.deepEqual(routes, serverRoutes.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('refers to what is there, and has nothing that is not referred to', () => {
    const found = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}/${name}`);
    assert.equal(text.split('"$ref"').length - 1, found.length, 'no other form of reference');
    const { components } = api as unknown as { components: Record<string, object> };
    const { securitySchemes, ...named } = components;
    const there = Object.entries(named).flatMap(([kind, parts]) => Object.keys(parts).map((name) => `${kind}/${name}`));
    assert.deepEqual([...new Set(found)].toSorted(), there.toSorted());
    assert.deepEqual(Object.keys(securitySchemes ?? {}), ['session', 'guestToken', 'shopKey']);
  });

  it('names every problem where it can come', () => {
    for (const code of Object.keys(problemStatuses)) assert.ok(text.includes(`\`${code}\``), code);
    const operations = Object.values(api.paths).flatMap((item) => Object.values(item).filter(({ operationId }) => operationId));
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
    for (const { responses = {} } of operations) assert.ok(Object.hasOwn(responses, '429'));
  });

  it('declares what its paths name', () => {
    for (const [path, item] of Object.entries(api.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.equal((item as { parameters?: unknown[] }).parameters?.length ?? 0, names.length, path);
    }
  });

  it('speaks of the order in the stream as of the order itself', () => {
    const { components } = api as unknown as { components: { schemas: Record<string, JsonSchema> } };
    assert.equal(components.schemas['StreamOrder']?.properties?.['order']?.$ref, '#/components/schemas/Order');
    assert.equal(schemaOf('stream-order').properties?.['order']?.$ref, 'order.json');
  });
});
