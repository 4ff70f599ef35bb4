import { calls } from './support/count-calls.ts';
import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { create, removeMounted, textOf } from './support/mount.ts';
import { StubFetch } from './support/stub-fetch.ts';

/** A listing: a thousand compact badges on seven different days. */
function thousandBadges() {
  return Array.from({ length: 1000 }, (_, index) => {
    const day = `2026-11-${25 + (index % 5)}`;
    return create({ compact: '', from: day, to: day, 'order-by': '2026-11-23T20:00:00Z', 'time-zone': 'Europe/Berlin' });
  });
}

describe('delivery-estimate: what a listing of 1000 costs', () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    calls.reset();
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  it('one timer, one observer, a handful of formatters, no request', async () => {
    document.body.append(...thousandBadges());
    await settle();
    assert.lengthOf(pageClock.timers, 1);
    assert.equal(calls.ofAll('MutationObserver') + calls.ofAll('IntersectionObserver') + calls.ofAll('ResizeObserver'), 1);
    assert.isAtMost(calls.ofAll('Intl.'), 12);
    assert.equal(calls.of('listen visibilitychange'), 1);
    assert.lengthOf(network.sent, 0);
  });

  it('a badge is few elements', async () => {
    const badge = thousandBadges()[0] as HTMLElement;
    document.body.append(badge);
    await settle();
    assert.isAtMost((badge.shadowRoot as ShadowRoot).querySelectorAll('*').length, 5);
  });

  it('a cut-off that passes changes only what differs', async () => {
    const estimates = estimateOf({ orderBy: '2026-11-23T14:00:00Z', method: { id: 'a', name: 'Parcel' } });
    const element = create({}, { estimates });
    document.body.append(element);
    await settle();
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true, attributes: true });
    calls.reset();
    await pageClock.pass(60_000);
    assert.equal(textOf(element, 'countdown'), 'Order within 1 hr 58 min');
    assert.equal(changes, 1, 'the text of the countdown');
    assert.equal(calls.of('createElement') + calls.of('createTextNode'), 0);
    observer.disconnect();
  });

  it('a badge that stands nothing to gain from time is not woken', async () => {
    const terms = Array.from({ length: 100 }, () => create({ compact: '', min: '1', max: '3' }));
    document.body.append(...terms);
    await settle();
    calls.reset();
    await pageClock.pass(600_000);
    assert.equal(calls.of('createTextNode'), 0);
    assert.equal(calls.ofAll('Intl.'), 0);
  });

  it('one request, and one more when all the answers end', async () => {
    network.answer = ({ body }) =>
      (body as { requests: { id: string }[] }).requests.map(({ id }) => estimateOf({ request: id, validUntil: '2026-11-23T12:03:00Z' }));
    document.body.append(...Array.from({ length: 300 }, (_, index) => create({ compact: '', sku: `p${index}`, endpoint: '/cost' })));
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 1);
    await pageClock.pass(3 * 60_000);
    assert.lengthOf(network.sent, 2);
    assert.isAtMost(pageClock.timers.length, 1);
  });
});
