import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCountry, normalizeRegion } from '../../src/contract/place-codes.ts';
import { keepLettersAndDigits, toPlainCode } from '../../src/contract/plain-code.ts';
import { normalizePostal } from '../../src/estimate/postal-structure.ts';

describe('codes of places', () => {
  it('B4: a country is read from what other systems print, and a name is no country', () => {
    for (const [text, country] of [
      ['DE', 'DE'],
      ['de', 'DE'],
      [' De ', 'DE'],
      ['ＤＥ', 'DE'],
      ['UK', 'GB'],
      ['uk', 'GB'],
      ['EL', 'GR'],
      ['XK', 'XK'],
      ['France', undefined],
      ['FRA', undefined],
      ['EN', undefined],
      ['', undefined],
      ['*', undefined],
    ] as const) {
      assert.equal(parseCountry(text), country, text);
    }
  });

  it('B4: countries are those that the engine of the tests names, without groups and reserved codes', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    const named = codes.filter((code) => names.of(code) !== undefined);
    const read = codes.filter((code) => parseCountry(code) === code);
    assert.equal(read.length, 250);
    assert.deepEqual(
      read.filter((code) => !named.includes(code)),
      [],
    );
  });

  it('B4: a region may carry its country', () => {
    for (const [text, country, region] of [
      ['BY', 'DE', 'BY'],
      ['by', 'DE', 'BY'],
      ['DE-BY', 'DE', 'BY'],
      ['de_by', 'DE', 'BY'],
      ['UK-ENG', 'GB', 'ENG'],
      ['ＤＥ－ＢＹ', 'DE', 'BY'],
      ['AT-7', 'AT', '7'],
      ['DE-BY', 'AT', 'DEBY'],
      [undefined, 'DE', ''],
    ] as const) {
      assert.equal(normalizeRegion(text, country), region, text);
    }
  });

  it('B3: digits of every script are read as ASCII', () => {
    assert.equal(toPlainCode('１００－０００１'), '100-0001');
    assert.equal(toPlainCode('١١٥٦٤'), '11564');
    assert.equal(toPlainCode('۱۱۳۶۹'), '11369');
    assert.equal(toPlainCode('११०००१'), '110001');
    assert.equal(toPlainCode('𝟵'), '9');
    assert.equal(toPlainCode('\u00a0SW1A 1AA '), 'SW1A 1AA');
    assert.equal(keepLettersAndDigits('〒100-0001'), '1000001');
    assert.equal(keepLettersAndDigits(' - '), '');
  });

  it('B3: a very long text is no code, and stays as it is', () => {
    const digits = '٢'.repeat(500_000);
    assert.equal(toPlainCode(digits), digits);
    assert.equal(keepLettersAndDigits(digits), digits);
    assert.equal(parseCountry(digits), undefined);
    assert.equal(normalizePostal(digits, 'DE'), digits);
    assert.equal(normalizePostal(digits, 'GB'), digits);
    // White space around a country is left out of a text of 100 characters, and not of a longer one.
    assert.equal(parseCountry('DE'.padEnd(100)), 'DE');
    assert.equal(parseCountry('DE'.padEnd(101)), undefined);
    assert.equal(toPlainCode('٢'.repeat(100)), '2'.repeat(100));
  });
});
