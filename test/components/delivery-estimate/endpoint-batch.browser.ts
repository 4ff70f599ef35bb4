import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { create, mount, removeMounted, statesOf, textOf } from './support/mount.ts';
import { requestsOf, StubFetch, type SentRequest } from './support/stub-fetch.ts';

/** Responds with another day for each product: `p3` arrives on 4 December. */
function respondPerProduct(sent: SentRequest): unknown {
  return requestsOf(sent).map(({ id, items: [item] }) => {
    const day = `2026-12-${String((Number(item?.sku.slice(1)) % 28) + 1).padStart(2, '0')}`;
    return createEstimate({ request: id, window: { from: day, to: day }, validUntil: '2026-11-23T12:10:00Z' });
  });
}

let endpoint = '';
let lastEndpoint = 0;

describe('delivery-estimate: one endpoint for a page', () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    network.respond = respondPerProduct;
    endpoint = `/batch-${++lastEndpoint}`;
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  it('the request follows the contract, and has nothing of the customer except the destination', async () => {
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

  it('a thousand badges share one request, which has each product once', async () => {
    const badges = Array.from({ length: 1000 }, (_, index) =>
      create({ sku: `p${index % 250}`, endpoint, compact: '' }),
    );
    document.body.append(...badges);
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 1);
    assert.lengthOf(requestsOf(network.sent[0] as SentRequest), 250);
    assert.deepEqual(
      badges.slice(0, 3).map((badge) => textOf(badge)),
      ['Arrives Tue 1 December', 'Arrives Wed 2 December', 'Arrives Thu 3 December'],
    );
    assert.equal(textOf(badges[999] as Element), textOf(badges[249] as Element));
  });

  it('more products than the contract allows are split into several requests', async () => {
    document.body.append(
      ...Array.from({ length: 1001 }, (_, index) => create({ sku: `p${index}`, endpoint, compact: '' })),
    );
    await pageClock.pass(20);
    assert.deepEqual(
      network.sent.map((sent) => requestsOf(sent).length),
      [1000, 1],
    );
  });

  it('an estimate is cached until it expires, and then requested again', async () => {
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
    assert.lengthOf(network.sent, 2, 'the badge requests its expired estimate');
  });

  for (const [what, validity] of [
    ['orderBy is before validUntil', { orderBy: '2026-11-23T12:05:00Z', validUntil: '2026-11-23T20:00:00Z' }],
    ['there is only an orderBy', { orderBy: '2026-11-23T12:00:30Z' }],
    ['validUntil is 5 seconds after the request', { validUntil: '2026-11-23T12:00:05Z' }],
  ] as const) {
    it(`an expired estimate is requested again: ${what}`, async () => {
      let window = { from: '2026-11-25', to: '2026-11-25' };
      network.respond = () => [createEstimate({ window, ...validity })];
      const element = await mount({ sku: 'p1', endpoint });
      await pageClock.pass(20);
      assert.equal(textOf(element), 'Arrives Wed 25 November');
      window = { from: '2026-11-26', to: '2026-11-26' };
      network.respond = () => [createEstimate({ window })];
      await pageClock.pass(300_000);
      assert.equal(textOf(element), 'Arrives Thu 26 November');
      assert.lengthOf(network.sent, 2);
    });
  }

  it('an estimate that has already expired is requested at most once a minute', async () => {
    network.respond = () => [createEstimate({ validUntil: '2026-11-20T00:00:00Z' })];
    const element = await mount({ sku: 'p1', endpoint }, { children: ['2–3 days'] });
    await pageClock.pass(59_000);
    assert.lengthOf(network.sent, 1);
    assert.deepEqual(statesOf(element), []);
    await pageClock.pass(600_000);
    assert.isAtMost(network.sent.length, 11);
    assert.isAtLeast(network.sent.length, 5);
  });

  it('each language has its own request', async () => {
    await mount({ sku: 'p1', endpoint });
    await mount({ sku: 'p1', endpoint, lang: 'en-GB' });
    await pageClock.pass(20);
    assert.lengthOf(requestsOf(network.sent[0] as SentRequest), 2);
  });

  it('estimates without request ids are assigned by their order', async () => {
    network.respond = (sent) =>
      requestsOf(sent).map((_, index) => createEstimate({ window: { from: `2026-12-0${index + 1}` } }));
    const first = await mount({ sku: 'p1', endpoint });
    const second = await mount({ sku: 'p2', endpoint });
    await pageClock.pass(20);
    assert.equal(textOf(first), 'Arrives from Tue 1 December');
    assert.equal(textOf(second), 'Arrives from Wed 2 December');
  });

  it('several estimates for one request are options', async () => {
    network.respond = () => [createEstimate({ request: '0', id: 'a' }), createEstimate({ request: '0', id: 'b' })];
    const element = await mount({ sku: 'p1', endpoint });
    await pageClock.pass(20);
    assert.match(textOf(element, 'options') ?? '', /^2 delivery options/);
  });

  it('the endpoint may have a trailing slash or a query', async () => {
    await mount({ sku: 'p1', endpoint: `${endpoint}/` });
    await mount({ sku: 'p1', endpoint: `${endpoint}?shop=1` });
    await pageClock.pass(20);
    const urls = network.sent.map(({ url }) => new URL(url));
    assert.deepEqual(
      urls.map(({ pathname, search }) => pathname + search),
      [`${endpoint}/estimates`, `${endpoint}/estimates?shop=1`],
    );
  });

  it('an endpoint that the page does not allow gets no request [X12]', async () => {
    const invalidUrls = [
      'https://evil.example',
      '//evil.example',
      ['javascript', 'alert(1)'].join(':'),
      'data:,',
      'http://u:p@localhost/',
    ];
    for (const url of invalidUrls) {
      const element = await mount({ sku: 'p1', endpoint: url }, { children: ['2–3 days'] });
      assert.deepEqual(statesOf(element), []);
    }
    await pageClock.pass(20);
    assert.lengthOf(network.sent, 0);
  });
});
