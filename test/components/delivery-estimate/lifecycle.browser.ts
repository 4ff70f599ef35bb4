import { calls } from './support/count-calls.ts';
import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/answers.ts';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { estimateOf } from './support/estimates.ts';
import { create, mount, removeMounted, statesOf, textOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';
import { json, StubFetch } from './support/stub-fetch.ts';

const withCountdown = { ...estimateOf(), orderBy: '2026-11-23T14:00:00Z' };

/** A source that counts, and never answers unless told. */
function countingSource(answer?: unknown): EstimateSource & { asked: number; signals: AbortSignal[] } {
  const source = (async (_request, { signal }) => {
    source.asked += 1;
    source.signals.push(signal);
    return answer ?? new Promise(() => {});
  }) as EstimateSource & { asked: number; signals: AbortSignal[] };
  return Object.assign(source, { asked: 0, signals: [] });
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

  const kinds: [what: string, make: () => WaybillDeliveryEstimate][] = [
    ['a ready date', () => create({}, { estimates: withCountdown })],
    ['terms', () => create({ sku: 'cup', postal: '80331', country: 'DE' }, { terms: berlinShop() })],
    ['a source', () => create({ sku: 'cup' }, { source: async () => withCountdown })],
    ['a source that never answers', () => create({ sku: 'cup' }, { source: countingSource() })],
    ['an endpoint', () => create({ sku: 'cup', endpoint: '/l01/' })],
  ];
  for (const [what, make] of kinds) {
    for (const [when, wait] of [['at once', () => {}], ['after drawing', settle]] as const) {
      it(`L01 100 times in and out ${when} leaves nothing behind: ${what}`, async () => {
        network.answer = () => [withCountdown];
        calls.reset();
        const keep = make();
        for (let turn = 0; turn < 100; turn++) {
          const element = turn % 2 ? keep : make();
          document.body.append(element);
          if (turn % 10 === 0) await wait();
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
        await leap();
        assert.lengthOf(network.sent, 0, 'requests after it all');
      });
    }
  }

  it('asks nothing outside the page', async () => {
    const source = countingSource();
    const element = await mount({ sku: 'cup' }, { source });
    element.remove();
    element.sku = 'table';
    await settle();
    assert.equal(source.asked, 1);
    assert.isTrue(source.signals[0]?.aborted);
    document.body.append(element);
    await settle();
    assert.equal(source.asked, 2);
    assert.deepEqual(statesOf(element), ['loading']);
  });

  it('a move within the page keeps the answer and asks nothing', async () => {
    const source = countingSource(withCountdown);
    const element = await mount({ sku: 'cup' }, { source });
    await settle();
    const headline = element.shadowRoot?.querySelector('.headline');
    const aside = document.createElement('aside');
    document.body.append(aside);
    aside.append(element);
    await settle();
    assert.equal(source.asked, 1);
    assert.isTrue(element.shadowRoot?.querySelector('.headline') === headline);
    assert.lengthOf(pageClock.timers, 1);
    aside.remove();
  });

  it('a move while an answer is under way waits for that answer', async () => {
    let give: (estimate: unknown) => void = () => {};
    const source: EstimateSource = () => new Promise((resolve) => (give = resolve));
    const element = await mount({ sku: 'cup' }, { source });
    document.body.prepend(element);
    await settle();
    give(withCountdown);
    await settle();
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('back in the page it is up to date', async () => {
    const element = await mount({ sku: 'cup', postal: '80331', country: 'DE' }, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    element.remove();
    await pageClock.pass(3 * 3_600_000);
    assert.equal(textOf(element), 'Arrives Wed, November 25', 'nothing is drawn outside the page');
    document.body.append(element);
    await settle();
    assert.equal(textOf(element), 'Arrives Thu, November 26');
  });

  it('an answer that comes after removal is dropped', async () => {
    let give: (answer: Response) => void = () => {};
    network.answer = () => new Promise((resolve) => (give = resolve));
    let told = 0;
    const element = await mount({ sku: 'late', endpoint: '/l08' });
    element.addEventListener('waybill-estimate-change', () => (told += 1));
    await pageClock.pass(20);
    element.remove();
    await settle();
    give(json([withCountdown]));
    await settle();
    assert.equal(told, 0);
    assert.isUndefined(textOf(element));
  });

  it('moves to another document without an error', async () => {
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

  /** The clocks jump, as after sleep, and an hour passes: whoever still listens asks again. */
  async function leap(): Promise<void> {
    pageClock.sleep(86_400_000);
    const probe = await mount({ sku: 'probe', postal: '80331', country: 'DE' }, { terms: berlinShop() });
    await pageClock.pass(3_600_000);
    probe.remove();
    await settle();
    await pageClock.pass(1_000);
  }
});
