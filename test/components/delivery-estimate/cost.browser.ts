import { calls } from '../../support/count-calls.ts';
import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { create, removeMounted, textOf } from './support/mount.ts';
import { StubFetch } from './support/stub-fetch.ts';

/** A listing: a thousand compact badges on seven different days. */
function createThousandBadges() {
  return Array.from({ length: 1000 }, (_, index) => {
    const day = `2026-11-${25 + (index % 5)}`;
    return create({
      compact: '',
      from: day,
      to: day,
      'order-by': '2026-11-23T20:00:00Z',
      'time-zone': 'Europe/Berlin',
    });
  });
}

describe('delivery-estimate: cost of a listing with 1000 badges', () => {
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

  it('a listing has one timer, one observer, at most 12 formatters and no request', async () => {
    document.body.append(...createThousandBadges());
    await settle();
    assert.lengthOf(pageClock.timers, 1);
    assert.equal(
      calls.ofAll('MutationObserver') + calls.ofAll('IntersectionObserver') + calls.ofAll('ResizeObserver'),
      1,
    );
    assert.isAtMost(calls.ofAll('Intl.'), 12);
    assert.equal(calls.of('listen visibilitychange'), 1);
    assert.lengthOf(network.sent, 0);
  });

  it('a badge has at most 5 elements', async () => {
    const badge = createThousandBadges()[0] as HTMLElement;
    document.body.append(badge);
    await settle();
    assert.isAtMost((badge.shadowRoot as ShadowRoot).querySelectorAll('*').length, 5);
  });

  it('a minute of the countdown changes one text node', async () => {
    const estimates = createEstimate({ orderBy: '2026-11-23T14:00:00Z', method: { id: 'a', name: 'Parcel' } });
    const element = create({}, { estimates });
    document.body.append(element);
    await settle();
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(element.shadowRoot as ShadowRoot, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    calls.reset();
    await pageClock.pass(60_000);
    assert.equal(textOf(element, 'countdown'), 'Order within 1 hr 58 min');
    assert.equal(changes, 1, 'only the text of the countdown');
    assert.equal(calls.of('createElement') + calls.of('createTextNode'), 0);
    observer.disconnect();
  });

  it('a badge that does not depend on the time is not updated', async () => {
    const terms = Array.from({ length: 100 }, () => create({ compact: '', min: '1', max: '3' }));
    document.body.append(...terms);
    await settle();
    calls.reset();
    await pageClock.pass(600_000);
    assert.equal(calls.of('createTextNode'), 0);
    assert.equal(calls.ofAll('Intl.'), 0);
  });

  it('a listing sends one request, and one more when all estimates expire', async () => {
    network.respond = ({ body }) =>
      (body as { requests: { id: string }[] }).requests.map(({ id }) =>
        createEstimate({ request: id, validUntil: '2026-11-23T12:03:00Z' }),
      );
    document.body.append(
      ...Array.from({ length: 300 }, (_, index) => create({ compact: '', sku: `p${index}`, endpoint: '/cost' })),
    );
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 1);
    await pageClock.pass(3 * 60_000);
    assert.lengthOf(network.sent, 2);
    assert.isAtMost(pageClock.timers.length, 1);
  });
});
