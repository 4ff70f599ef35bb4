import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fill, fillText, textOf } from '../../src/i18n/fill.ts';

describe('filling a message', () => {
  it('puts values in their places', () => {
    assert.equal(fillText('{a} and {b}, {a}', { a: 'one', b: 'two' }), 'one and two, one');
  });

  it('leaves a placeholder without a value as it is written', () => {
    assert.equal(fillText('{a} {b}', { a: 'one' }), 'one {b}');
  });

  it('X01 takes values from the given alone', () => {
    assert.equal(fillText('{constructor} {toString} {__proto__}', {}), '{constructor} {toString} {__proto__}');
  });

  it('X01 a value is text: nothing in it is a placeholder or emphasis', () => {
    const pieces = fill('[{a}] {b}', { a: '{b} [x]', b: '] y [' });
    assert.equal(textOf(pieces), '{b} [x] ] y [');
    assert.deepEqual(pieces.map(({ strong = false }) => strong), [true, false, false]);
  });

  it('marks what stands between square brackets', () => {
    assert.deepEqual(fill('Arrives [on {date}] or so', { date: [{ text: 'Mon', date: '2026-11-23' }, { text: '!' }] }), [
      { text: 'Arrives ' },
      { text: 'on ', strong: true },
      { text: 'Mon', date: '2026-11-23', strong: true },
      { text: '!', strong: true },
      { text: ' or so' },
    ]);
  });

  it('forgives brackets that are not paired', () => {
    assert.equal(textOf(fill('a [b', {})), 'a b');
    assert.equal(textOf(fill('a ]b', {})), 'a b');
  });

  it('leaves the given pieces alone', () => {
    const date = [{ text: 'Mon' }];
    fill('[{date}]', { date });
    assert.deepEqual(date, [{ text: 'Mon' }]);
  });
});
