import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import {
  parseCountries,
  parseDestination,
  parsePostal,
} from '../../../src/components/delivery-estimate/parse-destination.ts';

/** The result of a function, and the texts that it has given on the console. */
function withWarnings<T>(run: () => T): [result: T, warnings: string[]] {
  const warn = mock.method(console, 'warn', () => undefined);
  const result = run();
  const warnings = warn.mock.calls.map(({ arguments: [text] }) => String(text));
  warn.mock.restore();
  return [result, warnings];
}

const place = (country: string, region?: string, postal?: string) => ({ country, region, postal });

describe('parseDestination', () => {
  const readable: [what: string, written: Parameters<typeof parseDestination>[0], expected: unknown][] = [
    ['nothing', {}, undefined],
    ['blank text as nothing', { country: ' ', postal: null }, undefined],
    ['codes of other systems', { country: ' uk ', postal: 'ＢＮ３ １ＡＡ' }, place('GB', undefined, 'BN3 1AA')],
    ['numbers', { country: 'DE', postal: 80331, region: null }, place('DE', undefined, '80331')],
    ['a region with its country', { country: 'DE', region: 'de-by' }, place('DE', 'BY')],
    ['the country of a region', { region: 'DE-BY' }, place('DE', 'BY')],
    ['a postcode without letters and digits as none', { country: 'DE', postal: '-' }, place('DE')],
  ];
  for (const [what, written, expected] of readable) {
    it(`B4: reads ${what}`, () =>
      assert.deepEqual(
        withWarnings(() => parseDestination(written)),
        [expected, []],
      ));
  }

  it('B4: names what is no code', () => {
    assert.deepEqual(
      withWarnings(() => parseDestination({ country: 'Germany' })),
      [
        null,
        [
          'Waybill: delivery-estimate: country="Germany" is no country: expected two letters of ISO 3166-1 such as FR. No estimate is requested.',
        ],
      ],
    );
    for (const region of ['Bavaria', 'AT-7']) {
      const [destination, [warning, ...others]] = withWarnings(() => parseDestination({ country: 'DE', region }));
      assert.deepEqual(destination, place('DE'));
      assert.match(warning ?? '', new RegExp(`region="${region}" is no region: .* It is ignored\\.$`));
      assert.deepEqual(others, []);
    }
  });

  it('B4: tells that a postcode needs its country, without the postcode', () => {
    const [destination, [warning, ...others]] = withWarnings(() => parseDestination({ postal: '10115' }));
    assert.equal(destination, undefined);
    assert.equal(warning, 'Waybill: delivery-estimate: postal: set "country" too. Without it the postal is ignored.');
    assert.deepEqual(others, []);
  });
});

describe('parsePostal', () => {
  it('B3: is in ASCII', () => {
    assert.equal(parsePostal('１００－０００１'), '100-0001');
    assert.equal(parsePostal('١١٥٦٤'), '11564');
    assert.equal(parsePostal(' – '), undefined);
  });
});

describe('parseCountries', () => {
  it('B4: leaves out what is no country, and names it', () => {
    const [codes, warnings] = withWarnings(() => parseCountries('DE, uk;Atlantis'));
    assert.deepEqual(codes, ['DE', 'GB']);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /countries="Atlantis" is no country: .* The form does not offer it\.$/);
    assert.deepEqual(parseCountries(['DE', 'AT']), ['DE', 'AT']);
  });
});
