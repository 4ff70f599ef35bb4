import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { displayWidth, indented, layTable, wrap } from '../../src/cli/layout.ts';
import fc from '../support/fast-check.ts';

describe('displayWidth', () => {
  it('counts what a terminal shows', () => {
    assert.equal(displayWidth('Paket'), 5);
    assert.equal(displayWidth('配送'), 4);
    assert.equal(displayWidth('שָׁלוֹם'), 4, 'points stand over their letters');
    assert.equal(displayWidth('\u200F3'), 1);
    assert.equal(displayWidth(''), 0);
  });
});

describe('wrap', () => {
  it('breaks at spaces, and keeps every word', () => {
    assert.deepEqual(wrap('Tue 24 – Wed 25 November', 12), ['Tue 24 – Wed', '25 November']);
    assert.deepEqual(wrap('Donaudampfschifffahrt am Montag', 8), ['Donaudampfschifffahrt', 'am', 'Montag']);
    const texts = fc.array(fc.stringMatching(/^\w{1,9}$/), { minLength: 1 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 9, max: 40 }), (words, width) => {
        const lines = wrap(words.join(' '), width);
        assert.ok(lines.every((line) => line.length <= width));
        assert.equal(lines.join(' '), words.join(' '));
      }),
    );
  });

  it('indents what goes on', () => {
    assert.deepEqual(indented('one two three', 9, '- ', '    '), ['- one', '    two', '    three']);
  });
});

describe('layTable', () => {
  const header = ['Day', '', 'Parcel', 'Pickup point, Kiosk'];
  const rows = [
    ['Mon 23', '10:00', 'Tue 24 – Wed 25', 'Thu 26'],
    ['', '14:01', 'Wed 25 – Thu 26', '–'],
  ];

  it('puts columns beside each other, and breaks only their titles', () => {
    assert.deepEqual(layTable(header, rows, 2, 80), [
      'Day            Parcel           Pickup',
      '                                point,',
      '                                Kiosk',
      '------  -----  ---------------  ------',
      'Mon 23  10:00  Tue 24 – Wed 25  Thu 26',
      '        14:01  Wed 25 – Thu 26  –',
    ]);
  });

  it('puts what does not fit into a table below, with the first columns again', () => {
    assert.deepEqual(layTable(header, rows, 2, 34), [
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

  it('breaks a cell that is wider than all there is', () => {
    assert.deepEqual(layTable(['Day', '', 'Parcel'], [['Mon 23', '10:00', 'Tue 24 – Wed 25 November']], 2, 30), [
      'Day            Parcel',
      '------  -----  ---------------',
      'Mon 23  10:00  Tue 24 – Wed 25',
      '               November',
    ]);
  });
});
