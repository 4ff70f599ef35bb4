import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { estimateOf } from './support/estimates.ts';
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

let called = 0;

/** An estimate whose every text is the payload. */
function infected(text: string): Estimate[] {
  const full = estimateOf({
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
  return [full, estimateOf({ id: 'b', method: { id: 'b', name: text } })];
}

describe('delivery-estimate: security', () => {
  before(() => {
    Reflect.set(window, 'canary', () => (called += 1));
  });
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    removeMounted();
    assert.equal(called, 0);
  });

  for (const text of payloads) {
    it(`X01 a text is only ever a text: ${text}`, async () => {
      const element = await mount({ lang: 'en' }, { estimates: infected(text), items: [{ sku: text, title: text }] });
      await settle();
      const root = element.shadowRoot as ShadowRoot;
      assert.isTrue(root.querySelector('img, svg, script, b, iframe') === null);
      const shown = root.textContent;
      // Method, place, address, hours, title of the item, two options.
      assert.isAtLeast(shown.split(text).length - 1, 7, shown);
      for (const node of root.querySelectorAll('*')) {
        assert.isTrue([...node.attributes].every(({ name }) => !name.startsWith('on')), node.tagName);
      }
    });

    it(`X01 in attributes and messages too: ${text}`, async () => {
      const attributes = { 'from': '2026-11-25', 'method-name': text, 'place-name': text };
      const element = await mount(attributes, { messages: { availability: { 'pre-order': text }, delivery: { from: `${text} {date}` } } });
      assert.isTrue(element.shadowRoot?.querySelector('img, svg, script, b') === null);
      assert.equal(textOf(element, 'method'), text.replaceAll(/\s+/g, ' '));
    });
  }

  it('X01 data that looks like a template is refused', async () => {
    const template = { _$litType$: 1, strings: ['<img src=x onerror=canary()>'], values: [] };
    const element = await mount({}, { estimates: estimateOf({ method: { id: 'a', name: template as never } }) });
    assert.isTrue(element.matches(':state(invalid)'));
  });

  it('X01 a prototype is nothing that data can reach', async () => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"a","kind":"delivery","term":{"min":1,"unit":"day"}}';
    const element = await mount({}, { children: [script] });
    assert.isUndefined(({} as { polluted?: number }).polluted);
    assert.equal(textOf(element), 'Delivery takes 1 day or more');
  });

  it('a bidi override in a name does not reach the text around it', async () => {
    const name = '\u202Eeman';
    const method = { id: 'a', name, price: { amount: 290, currency: 'EUR' } };
    const element = await mount({}, { estimates: estimateOf({ method, place: { name } }) });
    assert.include(element.shadowRoot?.querySelector('[part=method]')?.textContent, `\u2068${name}\u2069`);
    assert.equal(element.shadowRoot?.querySelector('[part=place] bdi')?.textContent, name);
  });

  it('long names without a space do not widen the page', async () => {
    const narrow = document.createElement('div');
    narrow.style.inlineSize = '320px';
    const name = 'x'.repeat(300);
    const place = { name, address: name, hours: name };
    const element = create({}, { estimates: [estimateOf({ place }), estimateOf({ id: 'b', method: { id: 'b', name } })] });
    narrow.append(element);
    document.body.append(narrow);
    await settle();
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    assert.isAtMost(narrow.scrollWidth, 320);
    narrow.remove();
  });

  it('neither storage nor cookies are touched unless asked for', async () => {
    await mount({}, { estimates: infected('x') });
    assert.lengthOf(sessionStorage, 0);
    // oxlint-disable-next-line no-restricted-globals -- asserted to be empty
    assert.lengthOf(localStorage, 0);
    // oxlint-disable-next-line no-restricted-properties -- asserted to be empty
    assert.equal(document.cookie, '');
  });
});
