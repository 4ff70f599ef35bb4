import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { create, dataScript, hasPart, mount, removeMounted, slotOf, statesOf, textOf, visibleText } from './support/mount.ts';

describe('delivery-estimate: between the tags', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('JSON holds an estimate, or a list of them', async () => {
    const one = await mount({}, { children: [dataScript(estimateOf())] });
    assert.match(textOf(one) ?? '', /^Arrives Wed/);
    const list = await mount({}, { children: [dataScript([estimateOf(), estimateOf({ id: 'b' })])] });
    assert.match(textOf(list, 'options') ?? '', /^2 delivery options/);
  });

  it('a property says more than JSON, JSON more than attributes', async () => {
    const element = await mount({ min: '9' }, { children: [dataScript(estimateOf())] });
    assert.match(textOf(element) ?? '', /^Arrives Wed/);
    element.estimates = estimateOf({ window: { from: '2026-11-30', to: '2026-11-30' } });
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Mon, November 30');
  });

  it('the text is hidden only while there is something better', async () => {
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

  it('a script that is added later is read', async () => {
    const element = await mount({}, { children: ['2–3 days'] });
    element.append(dataScript(estimateOf()));
    await settle();
    assert.match(visibleText(element), /^Arrives Wed/);
    element.querySelector('script')?.replaceWith(dataScript(estimateOf({ window: { from: '2026-11-30', to: '2026-11-30' } })));
    await settle();
    assert.equal(visibleText(element), 'Arrives Mon, November 30');
    element.querySelector('script')?.remove();
    await settle();
    assert.equal(visibleText(element), '2–3 days');
  });

  it('a script that a framework fills after adding it is read', async () => {
    const element = await mount();
    const script = dataScript('');
    element.append(script);
    script.append(JSON.stringify(estimateOf()));
    await settle();
    assert.match(textOf(element) ?? '', /^Arrives Wed/);
  });

  it('only a script of its own is data', async () => {
    const other = document.createElement('div');
    other.append(dataScript(estimateOf()));
    const plain = document.createElement('script');
    plain.type = 'text/plain';
    plain.text = '{';
    const element = await mount({}, { children: [other, plain] });
    assert.deepEqual(statesOf(element), []);
  });

  it('text that comes while an answer is under way takes the place of the skeleton', async () => {
    const element = await mount({ sku: 'cup' }, { source: () => new Promise(() => {}) });
    assert.isTrue(hasPart(element, 'skeleton'));
    element.append('2–3 days');
    await settle();
    assert.isFalse(hasPart(element, 'skeleton'));
    assert.equal(visibleText(element), '2–3 days');
  });

  it('is not touched', async () => {
    const element = create({ from: '2026-11-25' }, { children: ['2–3 days', dataScript(estimateOf())] });
    const before = element.outerHTML;
    document.body.append(element);
    await settle();
    element.sku = 'cup';
    await settle();
    assert.equal(element.outerHTML, before);
  });
});
