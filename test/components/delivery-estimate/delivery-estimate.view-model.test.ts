import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  deriveEstimateViewModel,
  type EstimateViewModel,
  type EstimateViewModelInput,
} from '../../../src/components/delivery-estimate/delivery-estimate.view-model.ts';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { createEstimate, createFullEstimates } from './support/estimates.ts';
import { normalizeText, formatContextAt } from './support/format-context.ts';

const NOON = '2026-11-23T12:00:00Z';
const at = (text: string): number => Date.parse(text);

function deriveViewModel(input: Partial<EstimateViewModelInput> & { at?: string } = {}): EstimateViewModel {
  return deriveEstimateViewModel({
    estimates: [],
    status: 'idle',
    itemTitles: new Map(),
    ...formatContextAt(input.at ?? NOON),
    ...input,
  });
}

function deriveReady(input: Parameters<typeof deriveViewModel>[0]): Extract<EstimateViewModel, { kind: 'ready' }> {
  const result = deriveViewModel(input);
  assert.equal(result.kind, 'ready');
  return result as Extract<EstimateViewModel, { kind: 'ready' }>;
}

describe('deriveEstimateViewModel', () => {
  const kinds: [what: string, input: Parameters<typeof deriveViewModel>[0], kind: EstimateViewModel['kind']][] = [
    ['no data', {}, 'fallback'],
    ['a first request', { status: 'loading' }, 'loading'],
    ['a failed request', { status: 'failed' }, 'fallback'],
    ['invalid data', { status: 'invalid', estimates: [createEstimate()] }, 'fallback'],
    ['an estimate', { estimates: [createEstimate()] }, 'ready'],
    ['an estimate during the next request', { status: 'loading', estimates: [createEstimate()] }, 'ready'],
    ['an estimate after a failed request', { status: 'failed', estimates: [createEstimate()] }, 'ready'],
    ['an expired estimate', { estimates: [createEstimate({ orderBy: NOON })] }, 'fallback'],
    ['a past window', { estimates: [createEstimate()], at: '2026-11-27T12:00:00Z' }, 'fallback'],
    ['no service', { estimates: [{ id: 'a', kind: 'delivery', unavailable: { code: 'no-service' } }] }, 'unavailable'],
    [
      'a failed request for an entered destination',
      { status: 'failed', enteredDestination: { country: 'DE', postal: '10115' } },
      'unavailable',
    ],
    [
      'a request for an entered destination',
      { status: 'loading', enteredDestination: { country: 'DE', postal: '10115' } },
      'loading',
    ],
  ];
  for (const [what, input, kind] of kinds)
    it(`${what}: ${kind}`, () => assert.equal(deriveViewModel(input).kind, kind));

  it('no service is said of the place, if the estimate has one', () => {
    const announce = (destination?: Estimate['destination']) =>
      deriveViewModel({
        estimates: [{ id: 'a', kind: 'delivery', destination, unavailable: { code: 'no-service' } }],
      }).announcement;
    assert.equal(announce({ country: 'CH' }), 'We do not deliver to Switzerland');
    assert.equal(announce({ country: 'DE', postal: '10115' }), 'We do not deliver to 10115 Germany');
    assert.equal(announce(), 'We do not deliver to this destination');
  });

  it('an expired estimate stays for 5 seconds during the next request', () => {
    const estimates = [createEstimate({ orderBy: NOON })];
    assert.equal(deriveViewModel({ status: 'loading', estimates, at: '2026-11-23T12:00:04Z' }).kind, 'ready');
    assert.equal(deriveViewModel({ status: 'loading', estimates, at: '2026-11-23T12:00:05Z' }).kind, 'loading');
  });

  const nextChanges: [what: string, estimates: Estimate[], changesAt: string][] = [
    [
      'the next minute of the countdown',
      [createEstimate({ orderBy: '2026-11-23T14:00:30Z' })],
      '2026-11-23T12:00:30.001Z',
    ],
    [
      'the start of the countdown',
      [createEstimate({ orderBy: '2026-11-24T20:00:00Z', timeZone: 'Pacific/Honolulu' })],
      '2026-11-23T19:59:00.001Z',
    ],
    ['midnight at the destination', [createEstimate()], '2026-11-23T23:00:00Z'],
    ['midnight at another destination', [createEstimate({ timeZone: 'Pacific/Kiritimati' })], '2026-11-24T10:00:00Z'],
    [
      'the end of the first estimate to expire',
      [createEstimate(), createEstimate({ id: 'b', validUntil: '2026-11-23T13:00:00Z' })],
      '2026-11-23T13:00:00Z',
    ],
    [
      'the end of an unavailable estimate',
      [{ id: 'a', kind: 'delivery', unavailable: { code: 'unknown' }, validUntil: '2026-11-23T13:00:00Z' }],
      '2026-11-23T13:00:00Z',
    ],
  ];
  it('the next change is midnight at the place of an alternative', () => {
    const { changesAt } = deriveReady({
      estimates: [
        createEstimate(),
        createEstimate({
          id: 'b',
          kind: 'collection',
          window: { from: '2026-11-24', to: '2026-11-24' },
          timeZone: 'Asia/Vladivostok',
          method: { id: 'b', name: 'Express' },
        }),
      ],
    });
    assert.equal(changesAt, at('2026-11-23T14:00:00Z'));
  });

  it('an expired alternative is not shown', () => {
    const estimates = [
      createEstimate({ method: { id: 'a', name: 'Standard', price: { amount: 0, currency: 'EUR' } } }),
      createEstimate({
        id: 'b',
        window: { from: '2026-11-24', to: '2026-11-24' },
        orderBy: '2026-11-23T13:00:00Z',
        method: { id: 'b', name: 'Express', price: { amount: 990, currency: 'EUR' } },
      }),
    ];
    const { alternatives, changesAt } = deriveReady({ estimates });
    assert.equal(alternatives.length, 1);
    assert.equal(changesAt, at('2026-11-23T13:00:00Z'));
    assert.deepEqual(deriveReady({ estimates, at: '2026-11-23T13:00:00Z' }).alternatives, []);
  });

  it('the estimates of the view model begin with that of the headline', () => {
    const cheap = createEstimate({ id: 'a', method: { id: 'a', name: 'A', price: { amount: 0, currency: 'EUR' } } });
    const quick = createEstimate({ id: 'b', window: { from: '2026-11-24', to: '2026-11-24' } });
    const listIds = (input: Parameters<typeof deriveReady>[0]) => deriveReady(input).estimates.map(({ id }) => id);
    assert.deepEqual(listIds({ estimates: [quick, cheap] }), ['a', 'b']);
    assert.deepEqual(listIds({ estimates: [quick, cheap], arrangement: { prefer: 'fastest' } }), ['b', 'a']);
    assert.deepEqual(listIds({ estimates: [quick, createEstimate({ id: 'c', orderBy: NOON })] }), ['b']);
  });

  for (const [what, estimates, changesAt] of nextChanges) {
    it(`the next change is ${what}`, () =>
      assert.equal((deriveViewModel({ estimates }) as { changesAt: number }).changesAt, at(changesAt)));
  }

  it('the next change is never in the past, which would cause endless updates [K04]', () => {
    for (const status of ['idle', 'loading', 'failed'] as const) {
      for (const endTime of ['2026-11-23T11:59:58Z', NOON, '2026-11-23T12:00:01Z']) {
        for (const fields of [
          { orderBy: endTime },
          { validUntil: endTime },
          { validUntil: endTime, unavailable: { code: 'unknown' as const } },
        ]) {
          const { changesAt = Infinity } = deriveViewModel({ status, estimates: [createEstimate(fields)] }) as {
            changesAt?: number;
          };
          assert.ok(changesAt > at(NOON), `${status} ${endTime} ${Object.keys(fields).join()}`);
        }
      }
    }
  });

  it('the view model has all fields of an estimate', () => {
    const {
      headline,
      countdown,
      method,
      availability,
      place,
      alternatives,
      parcels,
      optionsLabel,
      options,
      steps,
      destinationForm,
      announcement,
    } = deriveReady({
      estimates: createFullEstimates(),
      itemTitles: new Map([
        ['cup', 'Blue cup'],
        ['table', 'table'],
      ]),
    });
    assert.equal(normalizeText(headline), '2 parcels, the first on Wed 25 November, the last from Thu 26 November');
    assert.equal(announcement.replaceAll(/\s/g, ' '), normalizeText(headline));
    assert.equal(countdown?.replaceAll(/\s/g, ' '), 'Order within 1 hr 59 min');
    assert.equal(method?.join(''), '\u2068Pickup point\u2069, €2.90');
    assert.equal(availability, 'Pre-order');
    assert.deepEqual(place?.name, 'Kiosk');
    assert.deepEqual(
      parcels.map(({ label, when }) => [label, normalizeText(when)]),
      [
        ['Blue cup', 'Wed 25 November'],
        ['table', 'Thu 26 November'],
      ],
    );
    assert.equal(optionsLabel, '2 delivery options');
    assert.deepEqual(
      options.map(({ label, price }) => [label, price]),
      [
        ['Pickup point, Kiosk', '€2.90'],
        ['Express', '€4.90'],
      ],
    );
    assert.deepEqual(
      alternatives.map(({ before, name, after }) => [normalizeText(before), name.join(''), normalizeText(after)]),
      [['or collect tomorrow, ', '\u2068Express\u2069, €4.90', '']],
    );
    assert.deepEqual(
      steps.map(({ label }) => label),
      ['You order', 'Order by', 'We ship it', 'On its way', 'Delivery'],
    );
    assert.deepEqual(destinationForm, {
      summary: 'Enter your postcode for a more exact date',
      country: 'DE',
      postal: undefined,
    });
  });

  it('the announcement has no countdown', () => {
    const estimates = [createEstimate({ orderBy: '2026-11-23T14:00:00Z' })];
    assert.equal(
      deriveReady({ estimates }).announcement,
      deriveReady({ estimates, at: '2026-11-23T13:00:00Z' }).announcement,
    );
  });

  it('a single estimate has no options', () =>
    assert.deepEqual(deriveReady({ estimates: [createEstimate()] }).options, []));

  it('the availability "in-stock" has no text', () => {
    assert.equal(deriveReady({ estimates: [createEstimate({ availability: 'in-stock' })] }).availability, undefined);
  });

  const destinationForms: [what: string, estimate: Partial<Estimate>, summary: string | undefined][] = [
    ['if the estimate needs nothing', {}, undefined],
    ['if the estimate needs a region', { needs: 'region' }, undefined],
    [
      'if a postcode narrows the estimate',
      { needs: 'postal', destination: { country: 'DE' } },
      'Enter your postcode for a more exact date',
    ],
    [
      'if a postcode is required',
      { unavailable: { code: 'needs-destination' }, needs: 'country' },
      'Enter your postcode to see the date',
    ],
    ['if the postcode is known', { destination: { country: 'de', postal: '10115' } }, 'Delivery to 10115 Germany'],
    [
      'B2: if half a postcode is known',
      { destination: { country: 'DE', postal: '1' }, needs: 'postal' },
      'Enter your postcode for a more exact date',
    ],
    [
      'if nothing is known, whatever the postcode',
      { needs: 'postal', destination: { country: 'DE' }, unavailable: { code: 'unknown' } },
      undefined,
    ],
    [
      'if the postcode is known and not served',
      { destination: { country: 'DE', postal: '10115' }, unavailable: { code: 'no-service' } },
      'Delivery to 10115 Germany',
    ],
  ];
  for (const [what, estimate, summary] of destinationForms) {
    it(`the postcode form ${what}: ${summary ?? 'none'}`, () => {
      const { destinationForm } = deriveViewModel({ estimates: [createEstimate(estimate)] }) as {
        destinationForm?: { summary: string };
      };
      assert.equal(destinationForm?.summary, summary);
    });
  }
});
