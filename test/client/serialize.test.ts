import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serialize } from '../../src/client/serialize.ts';
import fc from '../support/fast-check.ts';

/** As old page libraries do; taken back in any case. */
function withToJson<T>(owner: object, run: () => T): T {
  Reflect.defineProperty(owner, 'toJSON', { configurable: true, enumerable: true, value: () => 'mangled' });
  try {
    return run();
  } finally {
    Reflect.deleteProperty(owner, 'toJSON');
  }
}

const data = { a: [1, 'two', null, true, { b: [] }], c: '“ü” \u2028 📦 </script>' };

describe('serialize', () => {
  it('says what JSON says, of any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(serialize(value), JSON.stringify(value))));
  });

  it('leaves out what is absent, and writes null where a list has a gap', () => {
    assert.equal(serialize({ a: undefined, b: 1, c: { d: undefined } }), '{"b":1,"c":{}}');
    assert.equal(serialize([undefined, 1]), '[null,1]');
    assert.equal(serialize(undefined), 'null');
    assert.equal(serialize(NaN), 'null');
  });

  for (const [name, owner] of [['Array', Array.prototype], ['Object', Object.prototype], ['String', String.prototype]] as const) {
    it(`does not ask a toJSON of ${name}.prototype`, () => {
      const expected = JSON.stringify(data);
      assert.equal(withToJson(owner, () => serialize(data)), expected);
    });
  }

  it('takes nothing from a prototype that someone has extended', () => {
    Reflect.defineProperty(Object.prototype, 'foo', { configurable: true, enumerable: true, value: 'x' });
    try {
      assert.equal(serialize({ a: 1 }), '{"a":1}');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'foo');
    }
  });
});
