import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { jsonResponse, requestsOf, StubFetch } from './support/stub-fetch.ts';

const createEstimateOn = (day: string) => createEstimate({ window: { from: day, to: day } });
const fallback = { children: ['2–3 days'] };
const warn = console.warn;

let endpoint = '';
let lastEndpoint = 0;

describe('delivery-estimate: responses of an endpoint', () => {
  let network: StubFetch;
  let warnings: string[];
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    endpoint = `/answers-${++lastEndpoint}`;
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
  });
  afterEach(async () => {
    console.warn = warn;
    removeMounted();
    network.restore();
    await settle();
  });

  it('a late response to an earlier request is ignored', async () => {
    const respond: ((body: unknown) => void)[] = [];
    network.respond = () => new Promise((resolve) => respond.push(resolve));
    const element = await mount({ sku: 'red', endpoint });
    await pageClock.pass(20);
    element.sku = 'blue';
    await pageClock.pass(20);
    respond[1]?.([createEstimateOn('2026-11-26')]);
    await settle();
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    respond[0]?.([createEstimateOn('2026-11-30')]);
    await settle();
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a variant that was shown before needs no request', async () => {
    network.respond = (sent) => [
      createEstimateOn(requestsOf(sent)[0]?.items[0]?.sku === 'red' ? '2026-11-25' : '2026-11-26'),
    ];
    const element = await mount({ sku: 'red', endpoint });
    await pageClock.pass(20);
    element.sku = 'blue';
    await pageClock.pass(20);
    element.sku = 'red';
    await settle();
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.lengthOf(network.sent, 2);
  });

  it('the last estimate stays until the next variant has one', async () => {
    network.respond = () => [createEstimateOn('2026-11-25')];
    const element = await mount({ sku: 'red', endpoint }, fallback);
    await pageClock.pass(20);
    let respond: (body: unknown) => void = () => {};
    network.respond = () => new Promise((resolve) => (respond = resolve));
    const texts = new Set<string>();
    const observer = new MutationObserver(() => texts.add(visibleText(element)));
    observer.observe(element.shadowRoot as ShadowRoot, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    element.sku = 'blue';
    await pageClock.pass(20);
    assert.deepEqual(statesOf(element), ['loading', 'ready']);
    respond([createEstimateOn('2026-11-26')]);
    await settle();
    assert.deepEqual([...texts], ['Arrives Wed 25 November', 'Arrives Thu 26 November']);
    observer.disconnect();
  });

  const invalidResponses: [what: string, respond: () => unknown][] = [
    ['null', () => jsonResponse(null)],
    ['an object of another API', () => ({ message: 'hello' })],
    ['an estimate without a window, a term or a reason', () => [{ id: 'a', kind: 'delivery' }]],
    [
      'dates in the wrong order',
      () => [{ ...createEstimateOn('2026-11-25'), window: { from: '2026-11-26', to: '2026-11-25' } }],
    ],
  ];
  for (const [what, respond] of invalidResponses) {
    it(`an invalid response shows the fallback content: ${what} [D15]`, async () => {
      network.respond = respond;
      const element = await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(20);
      assert.deepEqual(statesOf(element), ['invalid']);
      assert.equal(visibleText(element), '2–3 days');
      assert.lengthOf(network.sent, 1);
    });
  }

  it('one warning names the invalid field of a response', async () => {
    network.respond = (sent) =>
      requestsOf(sent).map(({ id }) => ({
        ...createEstimateOn('2026-11-25'),
        request: id,
        place: { name: 'Kiosk', address: 17 },
      }));
    await mount({ sku: 'cup', endpoint });
    await mount({ sku: 'table', endpoint });
    await pageClock.pass(20);
    assert.lengthOf(warnings, 1);
    assert.match(warnings[0] ?? '', /place\.address/);
  });

  it('an invalid estimate has no effect on other badges of the page', async () => {
    network.respond = (sent) =>
      requestsOf(sent).map(({ id, items }) => ({
        ...createEstimateOn(items[0]?.sku === 'bad' ? 'soon' : '2026-11-25'),
        request: id,
      }));
    const bad = await mount({ sku: 'bad', endpoint }, fallback);
    const good = await mount({ sku: 'good', endpoint }, fallback);
    await pageClock.pass(20);
    assert.deepEqual(statesOf(bad), ['invalid']);
    assert.equal(visibleText(good), 'Arrives Wed 25 November');
  });

  it('an invalid response is not cached', async () => {
    network.respond = () => [{ id: 'a' }];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.respond = () => [createEstimateOn('2026-11-25')];
    element.quantity = 2;
    await pageClock.pass(20);
    element.quantity = undefined;
    await pageClock.pass(20);
    assert.equal(visibleText(element), 'Arrives Wed 25 November');
    assert.lengthOf(network.sent, 3);
  });

  it('a response without an estimate is no error', async () => {
    network.respond = () => [];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    assert.deepEqual(statesOf(element), []);
    assert.equal(visibleText(element), '2–3 days');
  });

  it('the attributes are shown if the endpoint has no estimate', async () => {
    network.respond = () => [];
    const element = await mount({ sku: 'cup', endpoint, min: '2', max: '3' });
    await pageClock.pass(20);
    assert.equal(textOf(element), 'Delivery takes from 2 to 3 days');
  });

  it('the `serverTime` of the body sets the clock', async () => {
    network.respond = () => ({
      serverTime: '2026-11-23T13:00:00Z',
      estimates: [{ ...createEstimateOn('2026-11-25'), orderBy: '2026-11-23T14:00:00Z' }],
    });
    const element = await mount({ sku: 'cup', endpoint });
    await pageClock.pass(20);
    assert.equal(textOf(element, 'countdown'), 'Order within 58 min');
  });
});
