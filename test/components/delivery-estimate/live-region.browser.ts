import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { create, mount, part, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';

const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

/** Every text that the live region takes on, empty ones too. */
function listen(element: Element): { said: string[]; stop: () => void } {
  const said: string[] = [];
  const region = part(element, 'status') as HTMLElement;
  const observer = new MutationObserver(() => said.push(region.textContent));
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return { said, stop: () => observer.disconnect() };
}

describe('delivery-estimate: what a screen reader is told', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    await settle();
  });

  it('the region is there from the first drawing, polite and empty', async () => {
    const element = await mount();
    assert.equal(part(element, 'status')?.getAttribute('role'), 'status');
    assert.equal(textOf(element, 'status'), '');
  });

  it('the same region stays through every state', async () => {
    const element = await mount();
    const region = part(element, 'status');
    const changes: (() => void)[] = [
      () => (element.from = '2026-11-25'),
      () => (element.from = '2026-02-30'),
      () => (element.estimates = { id: 'a', kind: 'delivery', unavailable: { code: 'unknown' } }),
      () => (element.estimates = estimateOf()),
    ];
    for (const change of changes) {
      change();
      await element.updateComplete;
      assert.isTrue(part(element, 'status') === region);
    }
  });

  it('nothing is told of the first answer', async () => {
    const element = create(inMunich, { terms: berlinShop() });
    document.body.append(element);
    await settle();
    assert.equal(textOf(element, 'status'), '');
  });

  it('a change is told once, as the whole sentence', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const { said, stop } = listen(element);
    element.sku = 'slow';
    await settle();
    element.quantity = 2;
    await settle();
    element.requestUpdate();
    await settle();
    stop();
    assert.deepEqual(said, ['Arrives Wed, December 2']);
  });

  it('a countdown that ticks is not told, a cut-off that passes is', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const { said, stop } = listen(element);
    await pageClock.pass(59 * 60_000);
    assert.deepEqual(said, []);
    await pageClock.pass(60_000);
    stop();
    assert.deepEqual(said, ['Arrives Thu, November 26']);
  });

  it('no live region is around what ticks', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const ticking = part(element, 'countdown');
    assert.isTrue(ticking?.closest('[aria-live], [role=status], [role=alert], [role=timer]') === null);
  });

  it('that there is no date is told, and that there is one again', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const { said, stop } = listen(element);
    element.country = 'FR';
    await settle();
    element.country = 'DE';
    await settle();
    stop();
    assert.deepEqual(said, ['We do not deliver to this address', 'Arrives Wed, November 25']);
  });

  it('is in the language that it is told in', async () => {
    const element = await mount({ lang: 'xx' }, { terms: berlinShop() });
    assert.equal(part(element, 'status')?.closest<HTMLElement>('[lang]')?.lang, 'en');
  });

  it('a compact badge tells nothing: a listing has a hundred of them', async () => {
    const element = await mount({ ...inMunich, compact: '' }, { terms: berlinShop() });
    assert.isTrue(element.shadowRoot?.querySelector('[role], [aria-live]') === null);
  });
});
