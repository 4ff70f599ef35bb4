import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { displayWidth, indentText, formatTable, wrapText } from '../../src/cli/text-layout.ts';
import fc from '../support/fast-check.ts';

describe('displayWidth', () => {
  it('counts terminal columns', () => {
    assert.equal(displayWidth('Paket'), 5);
    assert.equal(displayWidth('配送'), 4);
    assert.equal(displayWidth('שָׁלוֹם'), 4, 'points stand over their letters');
    assert.equal(displayWidth('\u200F3'), 1);
    assert.equal(displayWidth(''), 0);
  });
});

describe('wrapText', () => {
  it('breaks lines at spaces and keeps every word', () => {
    assert.deepEqual(wrapText('Tue 24 – Wed 25 November', 12), ['Tue 24 – Wed', '25 November']);
    assert.deepEqual(wrapText('Donaudampfschifffahrt am Montag', 8), ['Donaudampfschifffahrt', 'am', 'Montag']);
    const texts = fc.array(fc.stringMatching(/^\w{1,9}$/), { minLength: 1 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 9, max: 40 }), (words, width) => {
        const lines = wrapText(words.join(' '), width);
        assert.ok(lines.every((line) => line.length <= width));
        assert.equal(lines.join(' '), words.join(' '));
      }),
    );
  });
});

describe('indentText', () => {
  it('indents the first line and the others differently', () => {
    assert.deepEqual(indentText('one two three', 9, '- ', '    '), ['- one', '    two', '    three']);
  });
});

describe('formatTable', () => {
  const header = ['Day', '', 'Parcel', 'Pickup point, Kiosk'];
  const rows = [
    ['Mon 23', '10:00', 'Tue 24 – Wed 25', 'Thu 26'],
    ['', '14:01', 'Wed 25 – Thu 26', '–'],
  ];

  it('lays out columns side by side and wraps only their titles', () => {
    assert.deepEqual(formatTable(header, rows, 2, 80), [
      'Day            Parcel           Pickup',
      '                                point,',
      '                                Kiosk',
      '------  -----  ---------------  ------',
      'Mon 23  10:00  Tue 24 – Wed 25  Thu 26',
      '        14:01  Wed 25 – Thu 26  –',
    ]);
  });

  it('moves columns that do not fit into a table below, which repeats the first columns', () => {
    assert.deepEqual(formatTable(header, rows, 2, 34), [
      'Day            Parcel',
      '------  -----  ---------------',
      'Mon 23  10:00  Tue 24 – Wed 25',
      '        14:01  Wed 25 – Thu 26',
      '',
      'Day            Pickup',
      '               point,',
      '               Kiosk',
      '------  -----  ------',
      'Mon 23  10:00  Thu 26',
      '        14:01  –',
    ]);
  });

  it('wraps a cell that is wider than the terminal', () => {
    assert.deepEqual(formatTable(['Day', '', 'Parcel'], [['Mon 23', '10:00', 'Tue 24 – Wed 25 November']], 2, 30), [
      'Day            Parcel',
      '------  -----  ---------------',
      'Mon 23  10:00  Tue 24 – Wed 25',
      '               November',
    ]);
  });
});
