import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { createEstimate } from './support/estimates.ts';
import { create, mount, removeMounted, textOf } from './support/mount.ts';

const payloads = [
  '<img src=x onerror="canary()">',
  '"><svg onload=canary()>',
  '</script><script>canary()</script>',
  '${canary()}',
  '{{constructor.constructor("canary()")()}}',
  '{date} {term} {list} {count} {method}',
  '[strong] ]not[',
  '&lt;b&gt;',
];

let canaryCalls = 0;

/** Estimates with the payload in every text field. */
function createHostileEstimates(text: string): Estimate[] {
  const full = createEstimate({
    id: text,
    kind: 'collection',
    method: { id: text, name: text, price: { amount: 1, currency: 'EUR' } },
    place: { id: text, name: text, address: text, hours: text },
    destination: { country: 'DE', region: text, postal: text },
    parcels: [
      { items: [text], window: { from: '2026-11-25', to: '2026-11-25' } },
      { items: ['other'], window: { from: '2026-11-26', to: '2026-11-26' } },
    ],
  });
  const earlier = { from: '2026-11-24', to: '2026-11-24' };
  return [full, createEstimate({ id: 'b', kind: 'collection', window: earlier, method: { id: 'b', name: text } })];
}

describe('delivery-estimate: security', () => {
  before(() => {
    Reflect.set(window, 'canary', () => (canaryCalls += 1));
  });
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    removeMounted();
    assert.equal(canaryCalls, 0);
  });

  for (const payload of payloads) {
    it(`a text of an estimate is rendered as text: ${payload} [X01]`, async () => {
      const element = await mount(
        { lang: 'en' },
        { estimates: createHostileEstimates(payload), items: [{ sku: payload, title: payload }] },
      );
      await settle();
      const root = element.shadowRoot as ShadowRoot;
      assert.isTrue(root.querySelector('img, svg, script, b, iframe') === null);
      const text = root.textContent;
      // Method, place, address, opening hours, the alternative, title of the item and two options.
      assert.isAtLeast(text.split(payload).length - 1, 8, text);
      for (const node of root.querySelectorAll('*')) {
        assert.isTrue(
          [...node.attributes].every(({ name }) => !name.startsWith('on')),
          node.tagName,
        );
      }
    });

    it(`a text of an attribute or a message is rendered as text: ${payload} [X01]`, async () => {
      const attributes = { from: '2026-11-25', 'method-name': payload, 'place-name': payload };
      const element = await mount(attributes, {
        messages: { availability: { 'pre-order': payload }, delivery: { from: `${payload} {date}` } },
      });
      assert.isTrue(element.shadowRoot?.querySelector('img, svg, script, b') === null);
      assert.equal(textOf(element, 'method'), payload.replaceAll(/\s+/g, ' '));
    });
  }

  it('data that looks like a Lit template is invalid [X01]', async () => {
    const template = { _$litType$: 1, strings: ['<img src=x onerror=canary()>'], values: [] };
    const element = await mount({}, { estimates: createEstimate({ method: { id: 'a', name: template as never } }) });
    assert.isTrue(element.matches(':state(invalid)'));
  });

  it('inline data cannot change a prototype [X01]', async () => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.text =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"a","kind":"delivery","term":{"min":1,"unit":"day"}}';
    const element = await mount({}, { children: [script] });
    assert.isUndefined(({} as { polluted?: number }).polluted);
    assert.equal(textOf(element), 'Delivery takes 1 day or more');
  });

  it('a bidi override in a name is isolated', async () => {
    const name = '\u202Eeman';
    const method = { id: 'a', name, price: { amount: 290, currency: 'EUR' } };
    const element = await mount({}, { estimates: createEstimate({ method, place: { name } }) });
    assert.include(element.shadowRoot?.querySelector('[part=method]')?.textContent, `\u2068${name}\u2069`);
    assert.equal(element.shadowRoot?.querySelector('[part=place] bdi')?.textContent, name);
  });

  it('long names without spaces do not overflow the page', async () => {
    const narrow = document.createElement('div');
    narrow.style.inlineSize = '320px';
    const name = 'x'.repeat(300);
    const place = { name, address: name, hours: name };
    const element = create(
      {},
      { estimates: [createEstimate({ place }), createEstimate({ id: 'b', method: { id: 'b', name } })] },
    );
    narrow.append(element);
    document.body.append(narrow);
    await settle();
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    assert.isAtMost(narrow.scrollWidth, 320);
    narrow.remove();
  });

  it('storage and cookies are not used by default', async () => {
    await mount({}, { estimates: createHostileEstimates('x') });
    assert.lengthOf(sessionStorage, 0);
    // oxlint-disable-next-line no-restricted-globals -- asserted to be empty
    assert.lengthOf(localStorage, 0);
    // oxlint-disable-next-line no-restricted-properties -- asserted to be empty
    assert.equal(document.cookie, '');
  });
});
