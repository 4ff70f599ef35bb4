import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJsonSourceMap } from '../../src/cli/json-source-map.ts';
import fc, { runs } from '../support/fast-check.ts';

/** `line:column message` of the syntax error. */
function formatError(text: string): string {
  const parsed = parseJsonSourceMap(text);
  return parsed.ok ? 'none' : `${parsed.error.line}:${parsed.error.column} ${parsed.error.message}`;
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

const syntaxErrors: [name: string, text: string, error: RegExp][] = [
  ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', /^3:3 expected a comma or }/],
  ['a trailing comma in an object', '{\n  "a": 1,\n}', /^2:9 a comma before }/],
  ['a trailing comma in a list', '[1, 2, ]', /^1:6 a comma before ]/],
  ['a comma instead of a value', '[1,,2]', /^1:4 expected a value/],
  ['a missing colon', '{"a" 1}', /^1:6 expected a colon/],
  ['a name without quotes', '{\n  a: 1}', /^2:3 expected a name in double quotes/],
  ['a name in single quotes', "{'a': 1}", /^1:2 expected a name in double quotes/],
  ['a string in single quotes', `["a", 'b']`, /^1:7 expected double quotes/],
  ['a string that its line does not close', '["a,\n1]', /^1:5 the string has no closing quote/],
  ['a string that the file does not close', '["a', /^1:4 the string has no closing quote/],
  ['an unknown escape', String.raw`["C:\shop"]`, /^1:5 an unknown escape: write a backslash as \\\\/],
  ['a tab in a string', '["a\tb"]', /^1:4 a tab in a string: write it as \\t/],
  ['a comment', '{\n  // closed\n  "a": 1}', /^2:3 a comment/],
  ['a comment after a value', '[1 /* one */]', /^1:4 a comment/],
  ['a number with a leading zero', '{"a": 07}', /^1:7 expected a value/],
  ['a number with a plus', '[+1]', /^1:2 expected a value/],
  ['a number without digits after its point', '[1.]', /^1:2 expected a value/],
  ['None of Python', '[None]', /^1:2 expected a value/],
  ['a longer word that begins with null', '[nullify]', /^1:2 expected a value/],
  [
    'a bracket that the file does not close',
    '{\n "a": [1,\n 2\n',
    /^4:1 the file ends before ]: the bracket of line 2 is not closed/,
  ],
  ['a missing value at the end', '{"a":', /^1:6 the file ends before a value/],
  ['an empty file', '', /^1:1 the file ends before a value/],
  ['a second value', '{}\n{}', /^2:1 the file should end here/],
];

describe('parseJsonSourceMap', () => {
  for (const [name, text, expected] of syntaxErrors) {
    it(`locates ${name}`, () => {
      assert.ok(!isJson(text));
      assert.match(formatError(text), expected);
    });
  }

  it('maps the path of every value to its position', () => {
    const parsed = parseJsonSourceMap('{\n  "a": [1,\n    {"b.c": "x"}],\r\n\t"d": null\n}');
    assert.ok(parsed.ok);
    assert.deepEqual(Object.fromEntries(parsed.map.positions), {
      '': { line: 1, column: 1 },
      a: { line: 2, column: 8 },
      'a.0': { line: 2, column: 9 },
      'a.1': { line: 3, column: 5 },
      'a.1.b.c': { line: 3, column: 13 },
      d: { line: 4, column: 7 },
    });
  });

  it('reports keys that an object has twice, also with escapes', () => {
    const parsed = parseJsonSourceMap('{"mug": {"a": 1},\n "m\\u0075g": {"a": 2}}');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.map.duplicateKeys, [{ path: 'mug', position: { line: 2, column: 2 } }]);
  });

  it('accepts all JSON, with every path', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const parsed = parseJsonSourceMap(JSON.stringify(value, null, indent));
        assert.ok(parsed.ok);
        assert.deepEqual(parsed.map.duplicateKeys, []);
        // Keys that contain dots or are empty may give two values the same path.
        if (!/\.|""/.test(JSON.stringify(value))) assert.equal(parsed.map.positions.size, countValues(value));
      }),
    );
  });

  it('accepts the same texts as JSON.parse', () => {
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
      fc.property(texts, (text) => assert.equal(parseJsonSourceMap(text).ok, isJson(text), formatError(text))),
      { numRuns: runs(3000) },
    );
  });
});
