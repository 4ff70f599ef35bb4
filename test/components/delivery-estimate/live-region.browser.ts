import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { create, mount, part, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

/** Records the texts of the live region, including empty ones. */
function recordAnnouncements(element: Element): { announcements: string[]; stop: () => void } {
  const announcements: string[] = [];
  const region = part(element, 'status') as HTMLElement;
  const observer = new MutationObserver(() => announcements.push(region.textContent));
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return { announcements, stop: () => observer.disconnect() };
}

describe('delivery-estimate: live region', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    await settle();
  });

  it('the region is rendered first with the role "status" and empty', async () => {
    const element = await mount();
    assert.equal(part(element, 'status')?.getAttribute('role'), 'status');
    assert.equal(textOf(element, 'status'), '');
  });

  it('the region is the same node in every state', async () => {
    const element = await mount();
    const region = part(element, 'status');
    const changes: (() => void)[] = [
      () => (element.from = '2026-11-25'),
      () => (element.from = '2026-02-30'),
      () => (element.estimates = { id: 'a', kind: 'delivery', unavailable: { code: 'unknown' } }),
      () => (element.estimates = createEstimate()),
    ];
    for (const change of changes) {
      change();
      await element.updateComplete;
      assert.isTrue(part(element, 'status') === region);
    }
  });

  it('the first estimate is not announced', async () => {
    const element = create(inMunich, { terms: berlinShop() });
    document.body.append(element);
    await settle();
    assert.equal(textOf(element, 'status'), '');
  });

  it('a change is announced once, as the whole headline', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const { announcements, stop } = recordAnnouncements(element);
    element.sku = 'slow';
    await settle();
    element.quantity = 2;
    await settle();
    element.requestUpdate();
    await settle();
    stop();
    assert.deepEqual(announcements, ['Arrives Wed 2 December']);
  });

  it('the end of the cut-off is announced, and the countdown is not', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const { announcements, stop } = recordAnnouncements(element);
    await pageClock.pass(59 * 60_000);
    assert.deepEqual(announcements, []);
    await pageClock.pass(60_000);
    stop();
    assert.deepEqual(announcements, ['Arrives Thu 26 November']);
  });

  it('the countdown is in no live region', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const countdown = part(element, 'countdown');
    assert.isTrue(countdown?.closest('[aria-live], [role=status], [role=alert], [role=timer]') === null);
  });

  it('the loss of the date is announced, and the next date too', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    const { announcements, stop } = recordAnnouncements(element);
    element.country = 'FR';
    await settle();
    element.country = 'DE';
    await settle();
    stop();
    assert.deepEqual(announcements, ['We do not deliver to 80331 France', 'Arrives Wed 25 November']);
  });

  it('the region has the lang and the direction of its text', async () => {
    const element = await mount({ lang: 'xx', dir: 'rtl' }, { terms: berlinShop() });
    assert.equal(part(element, 'status')?.lang, 'en');
    assert.equal(part(element, 'status')?.dir, 'ltr');
  });

  it('a compact badge has no live region', async () => {
    const element = await mount({ ...inMunich, compact: '' }, { terms: berlinShop() });
    assert.isTrue(element.shadowRoot?.querySelector('[role], [aria-live]') === null);
  });
});
