import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMessage, formatMessageText, toPlainText } from '../../src/i18n/format-message.ts';

describe('formatMessage', () => {
  it('replaces every placeholder', () => {
    assert.equal(formatMessageText('{a} and {b}, {a}', { a: 'one', b: 'two' }), 'one and two, one');
  });

  it('keeps a placeholder without a value', () => {
    assert.equal(formatMessageText('{a} {b}', { a: 'one' }), 'one {b}');
  });

  it('ignores inherited properties of the values [X01]', () => {
    assert.equal(formatMessageText('{constructor} {toString} {__proto__}', {}), '{constructor} {toString} {__proto__}');
  });

  it('does not parse values for placeholders or emphasis [X01]', () => {
    const runs = formatMessage('[{a}] {b}', { a: '{b} [x]', b: '] y [' });
    assert.equal(toPlainText(runs), '{b} [x] ] y [');
    assert.deepEqual(
      runs.map(({ strong = false }) => strong),
      [true, false, false],
    );
  });

  it('marks the text between square brackets as strong', () => {
    assert.deepEqual(
      formatMessage('Arrives [on {date}] or so', { date: [{ text: 'Mon', date: '2026-11-23' }, { text: '!' }] }),
      [
        { text: 'Arrives ' },
        { text: 'on ', strong: true },
        { text: 'Mon', date: '2026-11-23', strong: true },
        { text: '!', strong: true },
        { text: ' or so' },
      ],
    );
  });

  it('removes unpaired brackets', () => {
    assert.equal(toPlainText(formatMessage('a [b', {})), 'a b');
    assert.equal(toPlainText(formatMessage('a ]b', {})), 'a b');
  });

  it('does not change the runs of a value', () => {
    const date = [{ text: 'Mon' }];
    formatMessage('[{date}]', { date });
    assert.deepEqual(date, [{ text: 'Mon' }]);
  });
});
