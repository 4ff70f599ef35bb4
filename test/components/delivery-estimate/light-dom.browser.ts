import { pageClock, settle, until } from './support/page-clock.ts';
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

  it('the parser may hand over the script in pieces', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inside = frame.contentDocument as Document;
    const [start, end] = [JSON.stringify(estimateOf()).slice(0, 40), JSON.stringify(estimateOf()).slice(40)];
    const module = new URL('../../../src/components/delivery-estimate/delivery-estimate.define.ts', import.meta.url);
    inside.open();
    inside.write(`<!doctype html><html lang="en"><script type="module" async src="${module.href}" onerror="window.failed = true"></script><body>`);
    const page = frame.contentWindow as Window & { customElements: CustomElementRegistry; failed?: boolean };
    await until(() => page.failed || page.customElements.get('waybill-delivery-estimate'), 'the module has run');
    assert.isUndefined(page.failed, 'the module has come');
    inside.write('<waybill-delivery-estimate time-zone="Europe/Berlin">');
    await settle();
    inside.write(`<script type="application/json">${start}`);
    await settle();
    inside.write(end);
    await settle();
    inside.write('</script></waybill-delivery-estimate>');
    inside.close();
    await settle();
    const element = inside.querySelector('waybill-delivery-estimate') as Element;
    // The frame has its own clock, on which the days may have passed: what counts is that they were read.
    assert.notInclude(statesOf(element), 'invalid');
    frame.remove();
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
