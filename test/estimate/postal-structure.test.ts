import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createExamplePostcode,
  isWholePostcode,
  listPossibleStarts,
  normalizePostal,
  toPostalSpan,
} from '../../src/estimate/postal-structure.ts';

describe('the structure of postcodes', () => {
  it('has an example in the form that the country writes', () => {
    const examples: Record<string, string | undefined> = {
      DE: '10115',
      AT: '1011',
      US: '10115',
      SE: '101 50',
      PL: '10-150',
      JP: '101-5000',
      BR: '10115-000',
      PT: '1011-000',
      NL: '1011 AA',
      CA: 'A0A 5A0',
      IE: 'T12 X70A',
      GB: 'SW1A 1AA',
      GG: 'SW1A 1AA',
      IL: '1011500',
      HK: undefined,
    };
    for (const [country, example] of Object.entries(examples))
      assert.equal(createExamplePostcode(country), example, country);
  });

  it('has examples that are whole postcodes', () => {
    for (const country of [
      'AD',
      'CH',
      'CN',
      'CL',
      'MT',
      'GR',
      'CZ',
      'SK',
      'JE',
      'IM',
      'PR',
      'IE',
      'CA',
      'NL',
      'PT',
      'JP',
    ])
      assert.equal(isWholePostcode(country, createExamplePostcode(country) ?? ''), true, country);
  });

  const spellings: [country: string, text: string, code: string][] = [
    ['DE', '80331', '80331'],
    ['DE', ' 80 331 ', '80331'],
    ['DE', 'D-80331', '80331'],
    ['DE', 'd80331', '80331'],
    ['DE', 'D 80331', '80331'],
    ['DE', 'D–80331', '80331'],
    ['DE', 'DE80331', '80331'],
    ['DE', 'A-80331', '80331'],
    ['DE', 'SW1', 'SW1'],
    ['DE', 'sw1a-1aa', 'SW1A1AA'],
    ['DE', '-', ''],
    ['AT', 'A-1010', '1010'],
    ['FI', 'FIN-00100', '00100'],
    ['LV', 'LV-1010', '1010'],
    ['NL', '1012 ab', '1012AB'],
    ['NL', 'NL-1012 AB', '1012AB'],
    ['CA', 'k1a 0b1', 'K1A0B1'],
    ['CA', 'CA K1A 0B1', 'K1A0B1'],
    ['IE', 'a65 f4e2', 'A65F4E2'],
    ['GB', 'e10aa', 'E1 0AA'],
    ['GB', 'SW1A1AA', 'SW1A 1AA'],
    ['GB', 'GB-E1 0AA', 'E1 0AA'],
    ['GB', 'G1 1AA', 'G1 1AA'],
    ['GB', 'BN3 1-AA', 'BN3 1AA'],
    ['GB', 'BN3 1 AA.', 'BN3 1AA'],
    ['GB', 'BN3 1', 'BN3 1'],
    ['GB', 'BN31', 'BN31'],
    ['GG', 'GY1 1AA', 'GY1 1AA'],
    ['IM', 'IM11AA', 'IM1 1AA'],
    ['JE', 'JE2 3AB', 'JE2 3AB'],
    ['JP', '〒100-0001', '1000001'],
    ['HK', 'any 5', 'ANY5'],
  ];
  for (const [country, text, code] of spellings) {
    it(`reads "${text}" in ${country} as ${code}`, () => assert.equal(normalizePostal(text, country), code));
  }

  const starts: [country: string, code: string, starts: string[] | undefined][] = [
    ['DE', '', ['']],
    ['DE', '8', ['8']],
    ['DE', '80331', undefined],
    ['DE', '803311', undefined],
    ['DE', 'SW1', undefined],
    ['DE', 'D', ['']],
    ['CA', 'K', ['K']],
    ['US', '10001', ['10001']],
    ['US', '100011234', undefined],
    ['GB', 'B', ['B']],
    ['GB', 'BN3', ['BN3']],
    ['GB', 'BN31', ['BN31', 'BN3 1']],
    ['GB', 'BN31A', ['BN3 1A']],
    ['GB', 'BN3 1', ['BN3 1']],
    ['GB', 'BN3 1AA', undefined],
    ['GB', '99999', undefined],
    ['HK', 'X', undefined],
  ];
  for (const [country, code, expected] of starts) {
    it(`B2: "${code}" in ${country} may start ${expected?.join(', ') ?? 'no longer code'}`, () =>
      assert.deepEqual(listPossibleStarts(code, country), expected));
  }

  const whole: [country: string, postal: string, isWhole: boolean][] = [
    ['DE', '12', false],
    ['DE', '12345', true],
    ['DE', '', false],
    ['NL', '1012', true],
    ['NL', '1012A', false],
    ['NL', '1012 AB', true],
    ['US', '10001', true],
    ['US', '10001-12', false],
    ['US', '10001-1234', true],
    ['GB', 'BN3', false],
    ['GB', 'BN3 1AA', true],
    ['HK', 'anything', true],
  ];
  for (const [country, postal, isWhole] of whole) {
    it(`B2: "${postal}" in ${country} is ${isWhole ? 'whole' : 'not whole'}`, () =>
      assert.equal(isWholePostcode(country, postal), isWhole));
  }

  it('spans whole codes, and the text of codes of another structure', () => {
    assert.deepEqual(toPostalSpan('80', '81', 'DE'), {
      start: '80000',
      end: '82000',
      isStructured: true,
      isLonger: false,
    });
    assert.deepEqual(toPostalSpan('9', '9', 'DE'), {
      start: '90000',
      end: '99999\uffff',
      isStructured: true,
      isLonger: false,
    });
    assert.deepEqual(toPostalSpan('K1A', 'K1A', 'CA'), {
      start: 'K1A0A0',
      end: 'K1B0A0',
      isStructured: true,
      isLonger: false,
    });
    assert.deepEqual(toPostalSpan('D029999', 'D029999', 'IE'), {
      start: 'D029999',
      end: 'D02999A',
      isStructured: true,
      isLonger: false,
    });
    assert.deepEqual(toPostalSpan('80', 'SW', 'DE'), {
      start: '80',
      end: 'SW\uffff',
      isStructured: false,
      isLonger: false,
    });
    assert.deepEqual(toPostalSpan('60000', '69999', 'AT'), {
      start: '60000',
      end: '69999\uffff',
      isStructured: false,
      isLonger: true,
    });
    assert.deepEqual(toPostalSpan('E1', 'E4', 'GB'), {
      start: 'E1',
      end: 'E4\uffff',
      isStructured: true,
      isLonger: false,
    });
  });
});
