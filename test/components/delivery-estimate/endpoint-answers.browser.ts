import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { json, requestsOf, StubFetch } from './support/stub-fetch.ts';

const on = (day: string) => estimateOf({ window: { from: day, to: day } });
const fallback = { children: ['2–3 days'] };
const warn = console.warn;

let endpoint = '';
let lastEndpoint = 0;

describe('delivery-estimate: answers of an endpoint', () => {
  let network: StubFetch;
  let warnings: string[];
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    endpoint = `/answers-${++lastEndpoint}`;
    warnings = [];
    console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
  });
  afterEach(async () => {
    console.warn = warn;
    removeMounted();
    network.restore();
    await settle();
  });

  it('a late answer to an older question is dropped', async () => {
    const give: ((answer: unknown) => void)[] = [];
    network.answer = () => new Promise((resolve) => give.push(resolve));
    const element = await mount({ sku: 'red', endpoint });
    await pageClock.pass(20);
    element.sku = 'blue';
    await pageClock.pass(20);
    give[1]?.([on('2026-11-26')]);
    await settle();
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    give[0]?.([on('2026-11-30')]);
    await settle();
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('back to a variant that is known costs nothing', async () => {
    network.answer = (sent) => [on(requestsOf(sent)[0]?.items[0]?.sku === 'red' ? '2026-11-25' : '2026-11-26')];
    const element = await mount({ sku: 'red', endpoint });
    await pageClock.pass(20);
    element.sku = 'blue';
    await pageClock.pass(20);
    element.sku = 'red';
    await settle();
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    assert.lengthOf(network.sent, 2);
  });

  it('while the next variant is asked for, the last answer stays: no flicker', async () => {
    network.answer = () => [on('2026-11-25')];
    const element = await mount({ sku: 'red', endpoint }, fallback);
    await pageClock.pass(20);
    let give: (answer: unknown) => void = () => {};
    network.answer = () => new Promise((resolve) => (give = resolve));
    const seen = new Set<string>();
    const watch = new MutationObserver(() => seen.add(visibleText(element)));
    watch.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true, attributes: true });
    element.sku = 'blue';
    await pageClock.pass(20);
    assert.deepEqual(statesOf(element), ['loading', 'ready']);
    give([on('2026-11-26')]);
    await settle();
    assert.deepEqual([...seen], ['Arrives Wed, November 25', 'Arrives Thu, November 26']);
    watch.disconnect();
  });

  const broken: [what: string, answer: () => unknown][] = [
    ['null', () => json(null)],
    ['an object that is none of ours', () => ({ message: 'hello' })],
    ['an estimate without an answer', () => [{ id: 'a', kind: 'delivery' }]],
    ['dates in the wrong order', () => [{ ...on('2026-11-25'), window: { from: '2026-11-26', to: '2026-11-25' } }]],
  ];
  for (const [what, answer] of broken) {
    it(`D15 an answer that cannot be read leaves the fallback: ${what}`, async () => {
      network.answer = answer;
      const element = await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(20);
      assert.deepEqual(statesOf(element), ['invalid']);
      assert.equal(visibleText(element), '2–3 days');
      assert.lengthOf(network.sent, 1);
    });
  }

  it('one warning names the field of a bad answer', async () => {
    network.answer = (sent) => requestsOf(sent).map(({ id }) => ({ ...on('2026-11-25'), request: id, place: { name: 'Kiosk', address: 17 } }));
    await mount({ sku: 'cup', endpoint });
    await mount({ sku: 'table', endpoint });
    await pageClock.pass(20);
    assert.lengthOf(warnings, 1);
    assert.match(warnings[0] ?? '', /place\.address/);
  });

  it('one bad estimate leaves the page\'s other badges alone', async () => {
    network.answer = (sent) =>
      requestsOf(sent).map(({ id, items }) => ({ ...on(items[0]?.sku === 'bad' ? 'soon' : '2026-11-25'), request: id }));
    const bad = await mount({ sku: 'bad', endpoint }, fallback);
    const good = await mount({ sku: 'good', endpoint }, fallback);
    await pageClock.pass(20);
    assert.deepEqual(statesOf(bad), ['invalid']);
    assert.equal(visibleText(good), 'Arrives Wed, November 25');
  });

  it('a bad answer is not kept', async () => {
    network.answer = () => [{ id: 'a' }];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.answer = () => [on('2026-11-25')];
    element.quantity = 2;
    await pageClock.pass(20);
    element.quantity = undefined;
    await pageClock.pass(20);
    assert.equal(visibleText(element), 'Arrives Wed, November 25');
    assert.lengthOf(network.sent, 3);
  });

  it('no answer to a question is no error', async () => {
    network.answer = () => [];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    assert.deepEqual(statesOf(element), []);
    assert.equal(visibleText(element), '2–3 days');
  });

  it('what the page says itself is shown where the endpoint has no answer', async () => {
    network.answer = () => [];
    const element = await mount({ sku: 'cup', endpoint, min: '2', max: '3' });
    await pageClock.pass(20);
    assert.equal(textOf(element), 'Delivery takes from 2 to 3 days');
  });

  it('the server\'s time in the body is taken', async () => {
    network.answer = () => ({ serverTime: '2026-11-23T13:00:00Z', estimates: [{ ...on('2026-11-25'), orderBy: '2026-11-23T14:00:00Z' }] });
    const element = await mount({ sku: 'cup', endpoint });
    await pageClock.pass(20);
    assert.equal(textOf(element, 'countdown'), 'Order within 58 min');
  });
});
