import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { cancellation, cancelRequest, order, orderEvents, problem } from '../../src/contract/index.ts';
import {
  validateCancellation,
  validateCancelRequest,
  validateOrder,
  validateOrderEvents,
  validateProblem,
} from '../../src/contract/generated/order-validators.ts';
import { isEmptyAsAbsent } from '../../src/contract/leniency.ts';
import { parseLeniently } from '../../src/contract/lenient-parse.ts';
import { orders } from '../order/arbitraries.ts';
import fc, { runs } from '../support/fast-check.ts';

type Schema = z.core.$ZodType;

type Definition = {
  type: string;
  innerType?: Schema;
  element?: Schema;
  shape?: Record<string, Schema>;
};

const definitionOf = (schema: Schema): Definition => schema._zod.def as unknown as Definition;

/** A value without its empty times: a parser reads `null` and blank text as absent in an optional field with a time only. */
function withoutEmptyTimes(schema: Schema, value: unknown): unknown {
  const { innerType, element, shape } = definitionOf(schema);
  if (innerType) return withoutEmptyTimes(innerType, value);
  if (element) return Array.isArray(value) ? value.map((entry) => withoutEmptyTimes(element, entry)) : value;
  if (!shape || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
      const own = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (!own) return [[name, field]];
      return isEmptyTime(own, field) ? [] : [[name, withoutEmptyTimes(own, field)]];
    }),
  );
}

function isEmptyTime(schema: Schema, value: unknown): boolean {
  const { type, innerType } = definitionOf(schema);
  const isEmpty = value === null || (typeof value === 'string' && value.trim() === '');
  return isEmpty && type === 'optional' && innerType !== undefined && isEmptyAsAbsent(innerType);
}

/** The checks that ship are compiled from the schemas: what a schema takes they take, and what they leave it takes. */
function agree(check: typeof validateOrder | typeof validateCancellation, schema: z.ZodMiniType, value: unknown): void {
  const byCheck = parseLeniently<unknown>(check, value);
  const bySchema = z.safeParse(schema, withoutEmptyTimes(schema, value));
  if (bySchema.success) {
    assert.ok(byCheck.ok);
    assert.deepEqual(byCheck.warnings, []);
    assert.deepEqual(byCheck.data, bySchema.data);
  } else if (byCheck.ok) {
    assert.notDeepEqual(byCheck.warnings, []);
    const again = z.safeParse(schema, byCheck.data);
    assert.ok(again.success, JSON.stringify(again.error?.issues));
    assert.deepEqual(again.data, byCheck.data);
  }
}

/** Any JSON, or what nearly fits. */
const nearly = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    'o1',
    '2026-11-23T09:00:00Z',
    '2026-11-23',
    '2026-02-30',
    1,
    0,
    -1,
    1.5,
    2 ** 53,
    'EUR',
    'x'.repeat(300),
    { amount: 1, currency: 'EUR' },
    [{ id: 'a', quantity: 1 }],
    { code: 'x' },
    'instant',
    'pending',
    'cancel-items',
    { from: '2026-11-23', to: '2026-11-22' },
    '<b>&amp;</b>',
  ),
);

const withKeysOf = (schema: object): fc.Arbitrary<Record<string, unknown>> => {
  const { shape } = (schema as { _zod: { def: { shape: object } } })._zod.def;
  return fc.dictionary(fc.constantFrom(...Object.keys(shape), 'other'), nearly, { maxKeys: 12 });
};

/** An entry of one of the order's lists, nearly. */
const parts = fc
  .constantFrom('lineItems', 'shipments', 'promises', 'events', 'adjustments', 'actions')
  .chain((list) => {
    const field = (
      order as unknown as {
        _zod: {
          def: { shape: Record<string, { _zod: { def: { innerType: { _zod: { def: { element: object } } } } } }> };
        };
      }
    )._zod.def.shape[list];
    assert.ok(field);
    return fc
      .array(
        withKeysOf(field._zod.def.innerType._zod.def.element).map((entry) => ({
          id: 'x',
          kind: 'note',
          type: 'x',
          mode: 'instant',
          ...entry,
        })),
        { maxLength: 3 },
      )
      .map((entries) => ({ id: 'o1', version: 1, [list]: entries }));
  });

describe('generated order validators', () => {
  it('accept orders as the schema does', () => {
    fc.assert(
      fc.property(orders, (value) => agree(validateOrder, order, value)),
      { numRuns: runs(300) },
    );
  });

  it('accept and refuse mutations of orders as the schema does', () => {
    const nearlyOrders = withKeysOf(order).map((fields) => ({ id: 'o1', version: 1, ...fields }));
    fc.assert(
      fc.property(fc.oneof(nearlyOrders, parts, fc.jsonValue()), (value) => agree(validateOrder, order, value)),
      { numRuns: runs(1000) },
    );
  });

  it('leave out a time that is null or blank without a warning, and no other field', () => {
    const fields = (empty: unknown) => ({
      id: 'o1',
      version: 1,
      placedAt: empty,
      promises: [{ id: 'p', madeAt: empty }],
    });
    for (const empty of [null, '', ' ']) {
      agree(validateOrder, order, fields(empty));
      const withTimes = parseLeniently(validateOrder, fields(empty));
      assert.ok(withTimes.ok);
      assert.deepEqual(
        withTimes.warnings.filter(({ path }) => path.endsWith('At')),
        [],
      );
      const withCurrency = parseLeniently(validateOrder, { ...fields(empty), currency: empty });
      assert.ok(withCurrency.ok);
      assert.deepEqual(
        withCurrency.warnings.filter(({ path }) => path === 'currency').map(({ code }) => code),
        ['left-out'],
      );
    }
  });

  for (const [name, check, schema] of [
    ['a list of events', validateOrderEvents, orderEvents],
    ['a cancellation', validateCancellation, cancellation],
    ['a problem', validateProblem, problem],
  ] as const) {
    it(`accept ${name} as the schema does`, () => {
      const values = fc.oneof(withKeysOf(schema), nearly);
      fc.assert(
        fc.property(values, (value) => agree(check as unknown as typeof validateOrder, schema, value)),
        { numRuns: runs(300) },
      );
    });
  }

  it('refuse a cancel request as the schema does', () => {
    const right = fc.record({
      type: fc.constant('cancel-items'),
      lineItems: fc.constant([{ id: 'a', quantity: 1 }]),
      version: fc.nat(),
    });
    const values = fc
      .tuple(right, fc.oneof(fc.constant({}), withKeysOf(cancelRequest)))
      .map(([fields, other]) => ({ ...fields, ...other }));
    fc.assert(
      fc.property(values, (value) => {
        const byCheck = parseLeniently(validateCancelRequest, value);
        assert.equal(byCheck.ok, z.safeParse(cancelRequest, value).success);
        if (byCheck.ok) assert.deepEqual(byCheck.warnings, []);
      }),
      { numRuns: runs(300) },
    );
  });
});
