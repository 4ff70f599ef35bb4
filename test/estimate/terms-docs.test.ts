import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseTerms } from '../../src/contract/parse-estimates.ts';
import { shopTerms, type ShopTerms } from '../../src/contract/shop-terms.ts';
import { lintTerms } from '../../src/estimate/lint/lint-terms.ts';
import { estimate } from '../../src/estimate/index.ts';
import { formatWindow, listIds, monday } from '../support/sample-terms.ts';

const page = readFileSync(new URL('../../docs/terms.md', import.meta.url), 'utf8');

/** The JSON blocks of the page; the last one is a complete file. */
const blocks = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(
  ([, text = '']) => JSON.parse(text) as Partial<ShopTerms>,
);
const completeTerms = blocks.at(-1) as ShopTerms;

/** Names of all fields of a schema, at any depth. */
function listSchemaFields(schema: unknown, found = new Set<string>()): Set<string> {
  const { def } = (schema as { _zod: { def: Record<string, unknown> } })._zod;
  const shape = (def['shape'] ?? {}) as Record<string, unknown>;
  for (const name of Object.keys(shape)) found.add(name);
  const options = (def['options'] ?? []) as unknown[];
  const inner = ['element', 'innerType', 'valueType'].map((name) => def[name]).filter((each) => each !== undefined);
  for (const each of [...inner, ...options, ...Object.values(shape)]) listSchemaFields(each, found);
  return found;
}

/** Names of all fields in a JSON value. */
function listFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(listFields)];
}

describe('docs/terms.md', () => {
  it('ends with complete terms without issues', () => {
    const parsed = parseTerms(completeTerms);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(lintTerms(parsed.data, monday), { errors: [], warnings: [] });
  });

  blocks.slice(0, -1).forEach((block, index) => {
    it(`has valid terms in block ${index + 1} (${Object.keys(block).join(', ')})`, () => {
      // A block is completed from the last one; ids that it replaces may be missing elsewhere.
      const parsed = parseTerms({ ...completeTerms, ...block });
      assert.ok(parsed.ok, JSON.stringify(parsed));
    });
  });

  it('documents every field with an example', () => {
    const shown = new Set(blocks.flatMap(listFields));
    for (const field of listSchemaFields(shopTerms)) {
      assert.ok(shown.has(field), `${field} has an example`);
      assert.ok(page.includes(`\`${field}\``) || page.includes(`"${field}"`), `${field} is documented`);
    }
  });

  it('states the estimates of its example', () => {
    const items = [{ sku: 'anything' }];
    const inBerlin = estimate(completeTerms, { items, destination: { country: 'DE', postal: '10115' } }, monday);
    assert.deepEqual(listIds(inBerlin), ['collect:mitte', 'courier', 'standard']);
    assert.deepEqual(inBerlin.map(formatWindow), [
      '2026-11-23…2026-11-23',
      '2026-11-23…2026-11-24',
      '2026-11-24…2026-11-26',
    ]);
    assert.equal(inBerlin.at(-1)?.orderBy, '2026-11-23T13:00:00Z');
    for (const destination of [{ country: 'DE' }, { country: 'DE', postal: '80331' }, undefined]) {
      assert.deepEqual(listIds(estimate(completeTerms, { items, destination }, monday)), ['standard']);
    }
  });
});
