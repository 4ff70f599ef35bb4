import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import {
  create,
  createJsonScript,
  hasPart,
  mount,
  removeMounted,
  slotOf,
  statesOf,
  textOf,
  visibleText,
} from './support/mount.ts';

describe('delivery-estimate: inline data and fallback content', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('inline data is an estimate or a list of estimates', async () => {
    const single = await mount({}, { children: [createJsonScript(createEstimate())] });
    assert.match(textOf(single) ?? '', /^Arrives Wed/);
    const list = await mount({}, { children: [createJsonScript([createEstimate(), createEstimate({ id: 'b' })])] });
    assert.match(textOf(list, 'options') ?? '', /^2 delivery options/);
  });

  it('a property has precedence over inline data, and inline data over attributes', async () => {
    const element = await mount({ min: '9' }, { children: [createJsonScript(createEstimate())] });
    assert.match(textOf(element) ?? '', /^Arrives Wed/);
    element.estimates = createEstimate({ window: { from: '2026-11-30', to: '2026-11-30' } });
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Mon 30 November');
  });

  it('the fallback content is hidden only while an estimate is shown', async () => {
    const element = await mount({}, { children: ['2–3 days'] });
    assert.isFalse(slotOf(element)?.hidden);
    element.from = '2026-11-25';
    await element.updateComplete;
    assert.isTrue(slotOf(element)?.hidden);
    assert.equal(getComputedStyle(slotOf(element) as Element).display, 'none');
    element.from = undefined;
    await element.updateComplete;
    assert.isFalse(slotOf(element)?.hidden);
    assert.equal(visibleText(element), '2–3 days');
  });

  it('a script that is added later is parsed', async () => {
    const element = await mount({}, { children: ['2–3 days'] });
    element.append(createJsonScript(createEstimate()));
    await settle();
    assert.match(visibleText(element), /^Arrives Wed/);
    element
      .querySelector('script')
      ?.replaceWith(createJsonScript(createEstimate({ window: { from: '2026-11-30', to: '2026-11-30' } })));
    await settle();
    assert.equal(visibleText(element), 'Arrives Mon 30 November');
    element.querySelector('script')?.remove();
    await settle();
    assert.equal(visibleText(element), '2–3 days');
  });

  it('a script whose text is set after its insertion is parsed', async () => {
    const element = await mount();
    const script = createJsonScript('');
    element.append(script);
    script.append(JSON.stringify(createEstimate()));
    await settle();
    assert.match(textOf(element) ?? '', /^Arrives Wed/);
  });

  it('only a child script of type application/json is inline data', async () => {
    const other = document.createElement('div');
    other.append(createJsonScript(createEstimate()));
    const plain = document.createElement('script');
    plain.type = 'text/plain';
    plain.text = '{';
    const element = await mount({}, { children: [other, plain] });
    assert.deepEqual(statesOf(element), []);
  });

  it('fallback content that is added during a request replaces the skeleton', async () => {
    const element = await mount({ sku: 'cup' }, { source: () => new Promise(() => {}) });
    assert.isTrue(hasPart(element, 'skeleton'));
    element.append('2–3 days');
    await settle();
    assert.isFalse(hasPart(element, 'skeleton'));
    assert.equal(visibleText(element), '2–3 days');
  });

  it('the element does not change its children', async () => {
    const element = create({ from: '2026-11-25' }, { children: ['2–3 days', createJsonScript(createEstimate())] });
    const before = element.outerHTML;
    document.body.append(element);
    await settle();
    element.sku = 'cup';
    await settle();
    assert.equal(element.outerHTML, before);
  });
});
