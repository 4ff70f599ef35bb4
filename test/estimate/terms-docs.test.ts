import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseTerms } from '../../src/contract/parse.ts';
import { shopTerms, type ShopTerms } from '../../src/contract/shop-terms.ts';
import { checkTerms } from '../../src/estimate/check-terms.ts';
import { estimate } from '../../src/estimate/index.ts';
import { days, ids, monday } from './sample-terms.ts';

const page = readFileSync(new URL('../../docs/terms.md', import.meta.url), 'utf8');

/** Every JSON block of the page; the last one is a whole file. */
const blocks = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(
  ([, text = '']) => JSON.parse(text) as Partial<ShopTerms>,
);
const whole = blocks.at(-1) as ShopTerms;

/** Names of all fields that a schema speaks of, however deep. */
function fieldsOf(schema: unknown, found = new Set<string>()): Set<string> {
  const { def } = (schema as { _zod: { def: Record<string, unknown> } })._zod;
  const shape = (def['shape'] ?? {}) as Record<string, unknown>;
  for (const name of Object.keys(shape)) found.add(name);
  const options = (def['options'] ?? []) as unknown[];
  const inner = ['element', 'innerType', 'valueType'].map((name) => def[name]).filter((each) => each !== undefined);
  for (const each of [...inner, ...options, ...Object.values(shape)]) fieldsOf(each, found);
  return found;
}

/** Names of all fields in a JSON value. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

describe('docs/terms.md', () => {
  it('ends with a whole file that has nothing to be said against it', () => {
    const parsed = parseTerms(whole);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(checkTerms(parsed.data, monday), { errors: [], warnings: [] });
  });

  blocks.slice(0, -1).forEach((block, index) => {
    it(`has well-formed terms in block ${index + 1} (${Object.keys(block).join(', ')})`, () => {
      // What a block does not show is taken from the whole file; what it replaces may leave ids without a name.
      const parsed = parseTerms({ ...whole, ...block });
      assert.ok(parsed.ok, JSON.stringify(parsed));
    });
  });

  it('speaks of every field, with an example', () => {
    const shown = new Set(blocks.flatMap(namesIn));
    for (const field of fieldsOf(shopTerms)) {
      assert.ok(shown.has(field), `${field} stands in an example`);
      assert.ok(page.includes(`\`${field}\``) || page.includes(`"${field}"`), `${field} is spoken of`);
    }
  });

  it('says what customers of its shop are told', () => {
    const items = [{ sku: 'anything' }];
    const inBerlin = estimate(whole, { items, destination: { country: 'DE', postal: '10115' } }, monday);
    assert.deepEqual(ids(inBerlin), ['collect:mitte', 'courier', 'standard']);
    assert.deepEqual(inBerlin.map(days), [
      '2026-11-23…2026-11-23',
      '2026-11-23…2026-11-24',
      '2026-11-24…2026-11-26',
    ]);
    assert.equal(inBerlin.at(-1)?.orderBy, '2026-11-23T13:00:00Z');
    for (const destination of [{ country: 'DE' }, { country: 'DE', postal: '80331' }, undefined]) {
      assert.deepEqual(ids(estimate(whole, { items, destination }, monday)), ['standard']);
    }
  });
});
