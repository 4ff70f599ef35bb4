import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { parsePreference } from '../../../src/components/delivery-estimate/parse-preference.ts';

/** The preference, and the warnings. A warning occurs once for each text, so each test has its own owner. */
function parse(value: unknown, owner: string): [preference: unknown, warnings: string[]] {
  const warn = mock.method(console, 'warn', () => {});
  try {
    return [parsePreference(value, owner), warn.mock.calls.map(({ arguments: [text] }) => String(text))];
  } finally {
    warn.mock.restore();
  }
}

describe('parsePreference', () => {
  for (const preference of ['cheapest', 'fastest', 'collection']) {
    it(`reads ${preference}`, () => assert.deepEqual(parse(preference, ''), [preference, []]));
  }

  for (const [what, value] of [
    ['undefined', undefined],
    ['null', null],
    ['an empty text', ''],
  ] as const) {
    it(`reads ${what} as absent`, () => assert.deepEqual(parse(value, ''), [undefined, []]));
  }

  for (const [what, value, text] of [
    ['another word', 'soonest', 'soonest'],
    ['an object', {}, 'object'],
    ['an object that cannot be made a text', { toString: 1 }, 'object'],
    ['an object without a prototype', Object.create(null), 'object'],
    ['a list', ['cheapest'], 'object'],
    ['a number', 1, 'number'],
    ['a symbol', Symbol('cheapest'), 'symbol'],
    ['a very long text', 'x'.repeat(500_000), 'x'.repeat(40)],
  ] as [string, unknown, string][]) {
    it(`ignores ${what}, with one warning`, () => {
      const [preference, warnings] = parse(value, `${what}: `);
      assert.equal(preference, undefined);
      assert.deepEqual(warnings, [
        `Waybill: delivery-estimate: ${what}: prefer="${text}" is no preference: expected cheapest, fastest, collection. It is ignored.`,
      ]);
    });
  }
});
