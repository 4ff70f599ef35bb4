import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { create, mount, removeMounted, statesOf, textOf } from './support/mount.ts';
import { requestsOf, StubFetch, type Sent } from './support/stub-fetch.ts';

/** A day by product, so that answers can be told apart: `p3` arrives on 3 December. */
function answerEach(sent: Sent): unknown {
  return requestsOf(sent).map(({ id, items: [item] }) => {
    const day = `2026-12-${String((Number(item?.sku.slice(1)) % 28) + 1).padStart(2, '0')}`;
    return estimateOf({ request: id, window: { from: day, to: day }, validUntil: '2026-11-23T12:10:00Z' });
  });
}

let endpoint = '';
let lastEndpoint = 0;

describe('delivery-estimate: one endpoint for a page', () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    network.answer = answerEach;
    endpoint = `/batch-${++lastEndpoint}`;
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  it('asks by the contract, with nothing of the customer but the place', async () => {
    await mount(
      { endpoint, country: 'DE', region: 'BE', postal: '10115', method: 'parcel', place: 'kiosk', subtotal: '4900' },
      { items: [{ sku: 'p1', quantity: 2, title: 'Cup' }, { sku: 'p2' }] },
    );
    await pageClock.pass(20);
    const [sent] = network.sent;
    assert.equal(sent?.url, new URL(`${endpoint}/estimates`, location.href).href);
    assert.equal(sent?.method, 'POST');
    assert.deepEqual(sent?.body, {
      requests: [
        {
          id: '0',
          items: [{ sku: 'p1', quantity: 2 }, { sku: 'p2' }],
          destination: { country: 'DE', region: 'BE', postal: '10115' },
          method: 'parcel',
          place: 'kiosk',
          subtotal: 4900,
          language: 'en',
        },
      ],
    });
    assert.include(sent?.init, { credentials: 'same-origin', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });

  it('asks once a frame, each question once, however many badges there are', async () => {
    const badges = Array.from({ length: 1000 }, (_, index) => create({ sku: `p${index % 250}`, endpoint, compact: '' }));
    document.body.append(...badges);
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 1);
    assert.lengthOf(requestsOf(network.sent[0] as Sent), 250);
    assert.deepEqual(badges.slice(0, 3).map((badge) => textOf(badge)), [
      'Arrives Tue, December 1',
      'Arrives Wed, December 2',
      'Arrives Thu, December 3',
    ]);
    assert.equal(textOf(badges[999] as Element), textOf(badges[249] as Element));
  });

  it('asks in several requests beyond the limit of the contract', async () => {
    document.body.append(...Array.from({ length: 1001 }, (_, index) => create({ sku: `p${index}`, endpoint, compact: '' })));
    await pageClock.pass(20);
    assert.deepEqual(network.sent.map((sent) => requestsOf(sent).length), [1000, 1]);
  });

  it('keeps an answer until it is no longer valid, then asks again', async () => {
    await mount({ sku: 'p1', endpoint });
    await pageClock.pass(20);
    await mount({ sku: 'p1', endpoint });
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 1);
    removeMounted();
    await pageClock.pass(599_000);
    await mount({ sku: 'p1', endpoint });
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 1);
    await pageClock.pass(2_000);
    assert.lengthOf(network.sent, 2, 'the badge asks by itself when its answer has passed');
  });

  for (const [what, end] of [
    ['orderBy comes before validUntil', { orderBy: '2026-11-23T12:05:00Z', validUntil: '2026-11-23T20:00:00Z' }],
    ['there is only an orderBy', { orderBy: '2026-11-23T12:00:30Z' }],
    ['it was asked for moments before its end', { validUntil: '2026-11-23T12:00:05Z' }],
  ] as const) {
    it(`asks again when the answer ends: ${what}`, async () => {
      let window = { from: '2026-11-25', to: '2026-11-25' };
      network.answer = () => [estimateOf({ window, ...end })];
      const element = await mount({ sku: 'p1', endpoint });
      await pageClock.pass(20);
      assert.equal(textOf(element), 'Arrives Wed, November 25');
      window = { from: '2026-11-26', to: '2026-11-26' };
      network.answer = () => [estimateOf({ window })];
      await pageClock.pass(300_000);
      assert.equal(textOf(element), 'Arrives Thu, November 26');
      assert.lengthOf(network.sent, 2);
    });
  }

  it('an answer that has passed already is not asked for in a rush', async () => {
    network.answer = () => [estimateOf({ validUntil: '2026-11-20T00:00:00Z' })];
    const element = await mount({ sku: 'p1', endpoint }, { children: ['2–3 days'] });
    await pageClock.pass(59_000);
    assert.lengthOf(network.sent, 1);
    assert.deepEqual(statesOf(element), []);
    await pageClock.pass(600_000);
    assert.isAtMost(network.sent.length, 11);
    assert.isAtLeast(network.sent.length, 5);
  });

  it('tells languages apart', async () => {
    await mount({ sku: 'p1', endpoint });
    await mount({ sku: 'p1', endpoint, lang: 'en-GB' });
    await pageClock.pass(20);
    assert.lengthOf(requestsOf(network.sent[0] as Sent), 2);
  });

  it('understands a server that does not echo the ids', async () => {
    network.answer = (sent) => requestsOf(sent).map((_, index) => estimateOf({ window: { from: `2026-12-0${index + 1}` } }));
    const first = await mount({ sku: 'p1', endpoint });
    const second = await mount({ sku: 'p2', endpoint });
    await pageClock.pass(20);
    assert.equal(textOf(first), 'Arrives from Tue, December 1');
    assert.equal(textOf(second), 'Arrives from Wed, December 2');
  });

  it('several methods for one question are options', async () => {
    network.answer = () => [estimateOf({ request: '0', id: 'a' }), estimateOf({ request: '0', id: 'b' })];
    const element = await mount({ sku: 'p1', endpoint });
    await pageClock.pass(20);
    assert.match(textOf(element, 'options') ?? '', /^2 delivery options/);
  });

  it('asks with and without a slash at the end of the address', async () => {
    await mount({ sku: 'p1', endpoint: `${endpoint}/` });
    await mount({ sku: 'p1', endpoint: `${endpoint}?shop=1` });
    await pageClock.pass(20);
    const urls = network.sent.map(({ url }) => new URL(url));
    assert.deepEqual(urls.map(({ pathname, search }) => pathname + search), [`${endpoint}/estimates`, `${endpoint}/estimates?shop=1`]);
  });

  it('X12 asks nobody whom the page has not named', async () => {
    const addresses = ['https://evil.example', '//evil.example', ['javascript', 'alert(1)'].join(':'), 'data:,', 'http://u:p@localhost/'];
    for (const address of addresses) {
      const element = await mount({ sku: 'p1', endpoint: address }, { children: ['2–3 days'] });
      assert.deepEqual(statesOf(element), []);
    }
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 0);
  });
});
