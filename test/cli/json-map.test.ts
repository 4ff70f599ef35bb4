import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapJson } from '../../src/cli/json-map.ts';
import fc, { runs } from '../support/fast-check.ts';

/** Line, column and words of what is wrong. */
function faultIn(text: string): string {
  const mapped = mapJson(text);
  return mapped.ok ? 'none' : `${mapped.fault.line}:${mapped.fault.column} ${mapped.fault.message}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function countValues(value: unknown): number {
  const inner = typeof value === 'object' && value !== null ? Object.values(value).map(countValues) : [];
  return inner.reduce((sum, count) => sum + count, 1);
}

const faults: [name: string, text: string, fault: RegExp][] = [
  ['a comma that is missing', '{\n  "a": 1\n  "b": 2\n}', /^3:3 expected a comma or }/],
  ['a comma too many in an object', '{\n  "a": 1,\n}', /^2:9 a comma before }/],
  ['a comma too many in a list', '[1, 2, ]', /^1:6 a comma before ]/],
  ['a comma instead of a value', '[1,,2]', /^1:4 expected a value/],
  ['a colon that is missing', '{"a" 1}', /^1:6 expected a colon/],
  ['a name without quotes', '{\n  a: 1}', /^2:3 expected a name in double quotes/],
  ['a name in single quotes', "{'a': 1}", /^1:2 expected a name in double quotes/],
  ['text in single quotes', `["a", 'b']`, /^1:7 expected text in double quotes/],
  ['text that is not closed', '["a,\n1]', /^1:5 text is not closed/],
  ['text that the file does not close', '["a', /^1:4 text is not closed/],
  ['a backslash that stands for nothing', String.raw`["C:\shop"]`, /^1:5 a backslash/],
  ['a tab in text', '["a\tb"]', /^1:4 a tab/],
  ['a comment', '{\n  // closed\n  "a": 1}', /^2:3 a comment/],
  ['a comment between', '[1 /* one */]', /^1:4 a comment/],
  ['a number with a leading zero', '{"a": 07}', /^1:7 expected a value/],
  ['a number with a plus', '[+1]', /^1:2 expected a value/],
  ['a number without digits after its point', '[1.]', /^1:2 expected a value/],
  ['a word of another language', '[None]', /^1:2 expected a value/],
  ['a word that goes on', '[nullify]', /^1:2 expected a value/],
  ['an end too soon', '{\n "a": [1,\n 2\n', /^4:1 the file ends before ]: what opens in line 2 is not closed/],
  ['an end where a value should be', '{"a":', /^1:6 the file ends where a value/],
  ['nothing at all', '', /^1:1 the file ends where a value/],
  ['something after the end', '{}\n{}', /^2:1 something follows/],
];

describe('mapJson', () => {
  for (const [name, text, fault] of faults) {
    it(`finds ${name}`, () => {
      assert.ok(!isJson(text));
      assert.match(faultIn(text), fault);
    });
  }

  it('says where every value begins', () => {
    const mapped = mapJson('{\n  "a": [1,\n    {"b.c": "x"}],\r\n\t"d": null\n}');
    assert.ok(mapped.ok);
    assert.deepEqual(Object.fromEntries(mapped.map.positions), {
      '': { line: 1, column: 1 },
      a: { line: 2, column: 8 },
      'a.0': { line: 2, column: 9 },
      'a.1': { line: 3, column: 5 },
      'a.1.b.c': { line: 3, column: 13 },
      d: { line: 4, column: 7 },
    });
  });

  it('finds names that stand twice in one object, also written differently', () => {
    const mapped = mapJson('{"mug": {"a": 1},\n "m\\u0075g": {"a": 2}}');
    assert.ok(mapped.ok);
    assert.deepEqual(mapped.map.repeated, [{ path: 'mug', position: { line: 2, column: 2 } }]);
  });

  it('takes all JSON, and knows every path in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const mapped = mapJson(JSON.stringify(value, null, indent));
        assert.ok(mapped.ok);
        assert.deepEqual(mapped.map.repeated, []);
        // Names with dots, or without a letter, may make two paths alike.
        if (!/\.|""/.test(JSON.stringify(value))) assert.equal(mapped.map.positions.size, countValues(value));
      }),
    );
  });

  it('takes and refuses what JSON.parse does', () => {
    const characters = Array.from('{}[]:,"\\ \n\t-+.0123eEtruefalsn/*\'\u0000\u007F\u2028');
    const pieces = fc.constantFrom(...characters, '"a"', 'true', 'null', '1.5', '"a":');
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.tuple(fc.json(), fc.nat(), pieces).map(([text, at, piece]) => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + piece + text.slice(offset + 1);
      }),
    );
    fc.assert(
      fc.property(texts, (text) => assert.equal(mapJson(text).ok, isJson(text), faultIn(text))),
      { numRuns: runs(3000) },
    );
  });
});
