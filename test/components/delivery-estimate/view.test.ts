import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewEstimate, type EstimateView, type ViewInput } from '../../../src/components/delivery-estimate/delivery-estimate.view.ts';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { estimateOf, richEstimates } from './support/estimates.ts';
import { plainText, tellingAt } from './support/telling.ts';

const NOON = '2026-11-23T12:00:00Z';
const at = (text: string): number => Date.parse(text);

function view(given: Partial<ViewInput> & { at?: string } = {}): EstimateView {
  return viewEstimate({ estimates: [], status: 'idle', titles: new Map(), ...tellingAt(given.at ?? NOON), ...given });
}

function ready(given: Parameters<typeof view>[0]): Extract<EstimateView, { kind: 'ready' }> {
  const result = view(given);
  assert.equal(result.kind, 'ready');
  return result as Extract<EstimateView, { kind: 'ready' }>;
}

describe('view of an estimate', () => {
  const kinds: [what: string, given: Parameters<typeof view>[0], kind: EstimateView['kind']][] = [
    ['nothing', {}, 'fallback'],
    ['nothing yet', { status: 'loading' }, 'loading'],
    ['nothing any more', { status: 'failed' }, 'fallback'],
    ['what cannot be read', { status: 'invalid', estimates: [estimateOf()] }, 'fallback'],
    ['an answer', { estimates: [estimateOf()] }, 'ready'],
    ['an answer while the next is under way', { status: 'loading', estimates: [estimateOf()] }, 'ready'],
    ['an answer that outlives a failure', { status: 'failed', estimates: [estimateOf()] }, 'ready'],
    ['an answer that is over', { estimates: [estimateOf({ orderBy: NOON })] }, 'fallback'],
    ['a window that is over', { estimates: [estimateOf()], at: '2026-11-27T12:00:00Z' }, 'fallback'],
    ['no service', { estimates: [{ id: 'a', kind: 'delivery', unavailable: { code: 'no-service' } }] }, 'unavailable'],
    ['no answer to a typed place', { status: 'failed', typed: { country: 'DE', postal: '10115' } }, 'unavailable'],
    ['a typed place that is asked for', { status: 'loading', typed: { country: 'DE', postal: '10115' } }, 'loading'],
  ];
  for (const [what, given, kind] of kinds) it(`${what}: ${kind}`, () => assert.equal(view(given).kind, kind));

  it('an answer that is over stays a moment while the next is under way', () => {
    const estimates = [estimateOf({ orderBy: NOON })];
    assert.equal(view({ status: 'loading', estimates, at: '2026-11-23T12:00:04Z' }).kind, 'ready');
    assert.equal(view({ status: 'loading', estimates, at: '2026-11-23T12:00:05Z' }).kind, 'loading');
  });

  const changes: [what: string, estimates: Estimate[], changesAt: string][] = [
    ['the next minute of the countdown', [estimateOf({ orderBy: '2026-11-23T14:00:30Z' })], '2026-11-23T12:00:30.001Z'],
    ['the countdown\'s beginning', [estimateOf({ orderBy: '2026-11-24T20:00:00Z', timeZone: 'Pacific/Honolulu' })], '2026-11-23T19:59:00.001Z'],
    ['midnight at the destination', [estimateOf()], '2026-11-23T23:00:00Z'],
    ['midnight elsewhere', [estimateOf({ timeZone: 'Pacific/Kiritimati' })], '2026-11-24T10:00:00Z'],
    ['the end of any method', [estimateOf(), estimateOf({ id: 'b', validUntil: '2026-11-23T13:00:00Z' })], '2026-11-23T13:00:00Z'],
    ['the end of what is not available', [{ id: 'a', kind: 'delivery', unavailable: { code: 'unknown' }, validUntil: '2026-11-23T13:00:00Z' }], '2026-11-23T13:00:00Z'],
  ];
  for (const [what, estimates, changesAt] of changes) {
    it(`changes with ${what}`, () => assert.equal((view({ estimates }) as { changesAt: number }).changesAt, at(changesAt)));
  }

  it('K04 never changes in the past: who waits for that would never rest', () => {
    for (const status of ['idle', 'loading', 'failed'] as const) {
      for (const end of ['2026-11-23T11:59:58Z', NOON, '2026-11-23T12:00:01Z']) {
        for (const answer of [{ orderBy: end }, { validUntil: end }, { validUntil: end, unavailable: { code: 'unknown' as const } }]) {
          const { changesAt = Infinity } = view({ status, estimates: [estimateOf(answer)] }) as { changesAt?: number };
          assert.ok(changesAt > at(NOON), `${status} ${end} ${Object.keys(answer).join()}`);
        }
      }
    }
  });

  it('says everything that is known', () => {
    const { headline, countdown, method, availability, place, parcels, optionsLabel, options, steps, ask, announcement } = ready({
      estimates: richEstimates(),
      titles: new Map([['cup', 'Blue cup'], ['table', 'table']]),
    });
    assert.equal(plainText(headline), '2 parcels: Wed, November 25 and Thu, November 26');
    assert.equal(announcement.replaceAll(/\s/g, ' '), plainText(headline));
    assert.equal(countdown?.replaceAll(/\s/g, ' '), 'Order within 1 hr 59 min');
    assert.equal(method, '\u2068Pickup point\u2069, €2.90');
    assert.equal(availability, 'Pre-order');
    assert.deepEqual(place?.name, 'Kiosk');
    assert.deepEqual(parcels.map(({ label, when }) => [label, plainText(when)]), [['Blue cup', 'Wed, November 25'], ['table', 'Thu, November 26']]);
    assert.equal(optionsLabel, '2 delivery options');
    assert.deepEqual(options.map(({ label, price }) => [label, price]), [['Pickup point, Kiosk', '€2.90'], ['Express', 'free']]);
    assert.deepEqual(steps.map(({ label }) => label), ['Order received', 'Order by', 'Handed to the carrier', 'On its way', 'Delivered']);
    assert.deepEqual(ask, { summary: 'Enter your postcode for a closer date', country: 'DE', postal: undefined });
  });

  it('what is told never ticks', () => {
    const estimates = [estimateOf({ orderBy: '2026-11-23T14:00:00Z' })];
    assert.equal(ready({ estimates }).announcement, ready({ estimates, at: '2026-11-23T13:00:00Z' }).announcement);
  });

  it('one way alone is no choice', () => assert.deepEqual(ready({ estimates: [estimateOf()] }).options, []));

  it('in stock is not worth a word', () => {
    assert.equal(ready({ estimates: [estimateOf({ availability: 'in-stock' })] }).availability, undefined);
  });

  const asks: [what: string, estimate: Partial<Estimate>, summary: string | undefined][] = [
    ['where nothing would change', {}, undefined],
    ['where the region is needed', { needs: 'region' }, undefined],
    ['where a postcode would narrow it', { needs: 'postal', destination: { country: 'DE' } }, 'Enter your postcode for a closer date'],
    ['where it is needed', { unavailable: { code: 'needs-destination' }, needs: 'country' }, 'Enter your postcode to see the date'],
    ['where it is known', { destination: { country: 'de', postal: '10115' } }, 'Delivery to 10115 Germany'],
    ['where it is known, and not served', { destination: { country: 'DE', postal: '10115' }, unavailable: { code: 'no-service' } }, 'Delivery to 10115 Germany'],
  ];
  for (const [what, estimate, summary] of asks) {
    it(`asks for the postcode ${what}: ${summary ?? 'not'}`, () => {
      const { ask } = view({ estimates: [estimateOf(estimate)] }) as { ask?: { summary: string } };
      assert.equal(ask?.summary, summary);
    });
  }
});
