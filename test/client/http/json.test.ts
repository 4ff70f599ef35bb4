import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeStringify } from '../../../src/client/http/json.ts';
import fc from '../../support/fast-check.ts';

/** Defines `toJSON` like old page libraries, and removes it afterwards. */
function withToJson<T>(owner: object, run: () => T): T {
  Reflect.defineProperty(owner, 'toJSON', { configurable: true, enumerable: true, value: () => 'mangled' });
  try {
    return run();
  } finally {
    Reflect.deleteProperty(owner, 'toJSON');
  }
}

const data = { a: [1, 'two', null, true, { b: [] }], c: '“ü” \u2028 📦 </script>' };

describe('safeStringify', () => {
  it('returns the same text as JSON.stringify for any JSON value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(safeStringify(value), JSON.stringify(value))));
  });

  it('omits absent fields, and writes null for absent items', () => {
    assert.equal(safeStringify({ a: undefined, b: 1, c: { d: undefined } }), '{"b":1,"c":{}}');
    assert.equal(safeStringify([undefined, 1]), '[null,1]');
    assert.equal(safeStringify(undefined), 'null');
    assert.equal(safeStringify(NaN), 'null');
  });

  for (const [name, owner] of [
    ['Array', Array.prototype],
    ['Object', Object.prototype],
    ['String', String.prototype],
  ] as const) {
    it(`ignores toJSON of ${name}.prototype`, () => {
      const expected = JSON.stringify(data);
      assert.equal(
        withToJson(owner, () => safeStringify(data)),
        expected,
      );
    });
  }

  it('ignores fields of an extended prototype', () => {
    Reflect.defineProperty(Object.prototype, 'foo', { configurable: true, enumerable: true, value: 'x' });
    try {
      assert.equal(safeStringify({ a: 1 }), '{"a":1}');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'foo');
    }
  });
});
