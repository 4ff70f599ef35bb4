import { calls } from '../../support/count-calls.ts';
import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/estimate-controller.ts';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { createEstimate } from './support/estimates.ts';
import { create, mount, removeMounted, statesOf, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';
import { jsonResponse, StubFetch } from './support/stub-fetch.ts';

const withCountdown = { ...createEstimate(), orderBy: '2026-11-23T14:00:00Z' };

/** A source that counts its requests. Without an estimate it stays pending. */
function createCountingSource(estimate?: unknown): EstimateSource & { requestCount: number; signals: AbortSignal[] } {
  const source = (async (_request, { signal }) => {
    source.requestCount += 1;
    source.signals.push(signal);
    return estimate ?? new Promise(() => {});
  }) as EstimateSource & { requestCount: number; signals: AbortSignal[] };
  return Object.assign(source, { requestCount: 0, signals: [] });
}

describe('delivery-estimate: lifecycle', () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  const variants: [what: string, createElement: () => WaybillDeliveryEstimate][] = [
    ['a property', () => create({}, { estimates: withCountdown })],
    ['terms', () => create({ sku: 'cup', postal: '80331', country: 'DE' }, { terms: berlinShop() })],
    ['a source', () => create({ sku: 'cup' }, { source: async () => withCountdown })],
    ['a pending source', () => create({ sku: 'cup' }, { source: createCountingSource() })],
    ['an endpoint', () => create({ sku: 'cup', endpoint: '/l01/' })],
  ];
  for (const [what, createElement] of variants) {
    for (const [when, wait] of [
      ['at once', () => {}],
      ['after rendering', settle],
    ] as const) {
      it(`100 insertions, with a removal ${when}, leave no timer, listener or observer: ${what} [L01]`, async () => {
        network.respond = () => [withCountdown];
        calls.reset();
        const reused = createElement();
        for (let round = 0; round < 100; round++) {
          const element = round % 2 ? reused : createElement();
          document.body.append(element);
          if (round % 10 === 0) await wait();
          element.remove();
        }
        await settle();
        await pageClock.pass(100);
        assert.deepEqual(pageClock.timers, [], 'timers');
        for (const type of ['visibilitychange', 'pageshow', 'DOMContentLoaded']) {
          assert.equal(calls.of(`listen ${type}`), calls.of(`forget ${type}`), type);
        }
        assert.equal(calls.of('MutationObserver'), calls.of('disconnect'), 'observers');
        network.sent.length = 0;
        await sleepAndPassHour();
        assert.lengthOf(network.sent, 0, 'requests after the removal');
      });
    }
  }

  it('a disconnected element aborts its request and sends no other', async () => {
    const source = createCountingSource();
    const element = await mount({ sku: 'cup' }, { source });
    element.remove();
    element.sku = 'table';
    await settle();
    assert.equal(source.requestCount, 1);
    assert.isTrue(source.signals[0]?.aborted);
    document.body.append(element);
    await settle();
    assert.equal(source.requestCount, 2);
    assert.deepEqual(statesOf(element), ['loading']);
  });

  it('a moved element keeps its estimate and sends no request', async () => {
    const source = createCountingSource(withCountdown);
    const element = await mount({ sku: 'cup' }, { source });
    await settle();
    const headline = element.shadowRoot?.querySelector('[part=headline]');
    const aside = document.createElement('aside');
    document.body.append(aside);
    aside.append(element);
    await settle();
    assert.equal(source.requestCount, 1);
    assert.isTrue(element.shadowRoot?.querySelector('[part=headline]') === headline);
    assert.lengthOf(pageClock.timers, 1);
    aside.remove();
  });

  it('an element that is moved during a request shows its estimate', async () => {
    let resolveEstimate: (estimate: unknown) => void = () => {};
    const source: EstimateSource = () => new Promise((resolve) => (resolveEstimate = resolve));
    const element = await mount({ sku: 'cup' }, { source });
    document.body.prepend(element);
    await settle();
    resolveEstimate(withCountdown);
    await settle();
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('an element that returns to the page is updated', async () => {
    const element = await mount({ sku: 'cup', postal: '80331', country: 'DE' }, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    element.remove();
    await pageClock.pass(3 * 3_600_000);
    assert.equal(textOf(element), 'Arrives Wed 25 November', 'no update while disconnected');
    document.body.append(element);
    await settle();
    assert.equal(textOf(element), 'Arrives Thu 26 November');
  });

  it('a response after the removal is ignored', async () => {
    let respond: (response: Response) => void = () => {};
    network.respond = () => new Promise((resolve) => (respond = resolve));
    let eventCount = 0;
    const element = await mount({ sku: 'late', endpoint: '/l08' });
    element.addEventListener('waybill-estimate-change', () => (eventCount += 1));
    await pageClock.pass(20);
    element.remove();
    await settle();
    respond(jsonResponse([withCountdown]));
    await settle();
    assert.equal(eventCount, 0);
    assert.isUndefined(textOf(element));
  });

  it('an element moves to another document without an error', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const element = await mount({}, { estimates: withCountdown });
    frame.contentDocument?.body.append(element);
    await settle();
    element.lang = 'en';
    await settle();
    assert.match(textOf(element) ?? '', /^Arrives/);
    document.body.append(element);
    await settle();
    frame.remove();
  });

  /** Simulates a day of sleep and passes an hour: a leftover timer or listener would send a request. */
  async function sleepAndPassHour(): Promise<void> {
    pageClock.sleep(86_400_000);
    const probe = await mount({ sku: 'probe', postal: '80331', country: 'DE' }, { terms: berlinShop() });
    await pageClock.pass(3_600_000);
    probe.remove();
    await settle();
    await pageClock.pass(1_000);
  }
});
