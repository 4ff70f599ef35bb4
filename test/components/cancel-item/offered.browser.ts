import { expect } from '@open-wc/testing';
import { calls } from '../delivery-estimate/support/count-calls.ts';
import { pageClock } from '../delivery-estimate/support/page-clock.ts';
import { create, hasPart, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { actionOf, lineOf, orderOf, shipped } from './support/orders.ts';

const isFallbackShown = (element: Element): boolean => element.shadowRoot?.querySelector('slot')?.hidden === false;

describe('what the cancel element offers', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('A17: two buttons have different names, each with what is seen in it', async () => {
    const order = orderOf({
      lineItems: [lineOf('mug', 'Blue mug'), lineOf('cup', 'Red cup')],
      actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 1 }, { id: 'cup', maxQuantity: 1 }] })],
    });
    const elements = [await mount({}, { order }), await mount({ 'line-item': 'cup' }, { order })];
    expect(elements.map((element) => part(element, 'open').getAttribute('aria-label'))).to.deep.equal(['Cancel Blue mug', 'Cancel Red cup']);
    expect(elements.map((element) => textOf(element, 'open'))).to.deep.equal(['Cancel', 'Cancel']);
  });

  it('nothing without an action, whatever else the order says', async () => {
    const element = await mount({}, { order: orderOf({ actions: [] }), children: ['Write to us'] });
    expect(hasPart(element, 'open')).to.equal(false);
    expect(isFallbackShown(element)).to.equal(false);
    expect(element.getBoundingClientRect().height).to.equal(0);
    expect(statesOf(element)).to.deep.equal([]);
  });

  for (const [what, fields, text] of [
    ['it has left', shipped(), /^It has already been sent You can refuse the parcel at the door, or send it back Return items$/],
    ['it is canceled', { lineItems: [lineOf('mug', 'Blue mug', 0)], actions: [] }, /^It is already canceled$/],
    ['the time is over', { actions: [actionOf({ until: '2026-11-23T11:00:00Z' })] }, /^The time for it has passed$/],
    ['the order does not say', { actions: [] }, /^This order no longer allows it$/],
  ] as const) {
    it(`says why not, where the page asks: ${what}`, async () => {
      const element = await mount({ explain: '' }, { order: orderOf(fields) });
      expect(hasPart(element, 'open')).to.equal(false);
      const parts = ['explanation', 'next', 'return'].filter((name) => hasPart(element, name));
      expect(parts.map((name) => textOf(element, name)).join(' ')).to.match(text);
    });
  }

  for (const maxQuantity of [0, -1, 1.5, 2]) {
    it(`D20: ${maxQuantity} of one is not offered`, async () => {
      const element = await mount({}, { order: orderOf({ actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity }] })] }) });
      expect(hasPart(element, 'open')).to.equal(false);
    });
  }

  it('what is no order: the text inside, and the page hears it', async () => {
    const element = create({}, { order: { id: 1 }, children: ['Write to us'] });
    const codes: string[] = [];
    element.addEventListener('waybill-cancel-error', ({ detail }) => codes.push(detail.code));
    document.body.append(element);
    await element.updateComplete;
    expect(isFallbackShown(element)).to.equal(true);
    expect(statesOf(element)).to.deep.equal(['invalid']);
    expect(codes).to.deep.equal(['bad-data']);
  });

  it('where it is done elsewhere, a link there', async () => {
    const element = await mount({}, { order: orderOf({ actions: [actionOf({ url: 'https://shop.example/cancel' })] }) });
    const link = part(element, 'open') as HTMLAnchorElement;
    expect([link.localName, link.href, link.getAttribute('aria-label')]).to.deep.equal(['a', 'https://shop.example/cancel', 'Cancel Blue mug']);
    // oxlint-disable-next-line no-script-url -- what must not become a link
    element.order = orderOf({ version: 2, actions: [actionOf({ url: 'javascript:alert(1)' })] }) as never;
    await element.updateComplete;
    expect(hasPart(element, 'open')).to.equal(false);
  });

  it('withdrawal: the words of the law, on the button and on the second step', async () => {
    const order = orderOf({ actions: [{ type: 'withdraw', mode: 'request', until: '2026-12-07T22:59:00Z' }] });
    const element = await mount({ type: 'withdraw' }, { order });
    element.removeAttribute('line-item');
    await element.updateComplete;
    expect(textOf(element, 'open')).to.equal('Withdraw from contract here');
    expect(textOf(element, 'until')).to.match(/^You can withdraw until .*7/);
    part(element, 'open').click();
    await element.updateComplete;
    expect(textOf(element, 'confirm')).to.equal('Confirm withdrawal');
    expect(textOf(element, 'statement')).to.match(/^I withdraw from the contract about order 1001/);
  });

  it('a line of JSON inside, and properties set before the upgrade', async () => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.text = JSON.stringify(orderOf());
    const element = await mount({}, { children: [script] });
    expect(hasPart(element, 'open')).to.equal(true);
  });

  it('X01: titles and reasons are text', async () => {
    const title = '<img src=x onerror="window.canary=1">${x}{{x}}</script>';
    const action = actionOf({ reasons: [{ code: 'a', label: title }], refund: { perUnit: { amount: 1, currency: 'EUR' }, method: title, lost: title } });
    const element = await mount({}, { order: orderOf({ lineItems: [lineOf('mug', title)], actions: [action] }) });
    part(element, 'open').click();
    await element.updateComplete;
    expect(textOf(element, 'heading')).to.contain('onerror=');
    expect(element.shadowRoot?.querySelectorAll('img, script').length).to.equal(0);
    expect('canary' in window).to.equal(false);
  });

  it('X17: so are the page’s own words', async () => {
    const element = await mount({}, { order: orderOf(), messages: { cancel: { item: { open: '<b>Stop</b>' } } } });
    expect(textOf(element, 'open')).to.equal('<b>Stop</b>');
  });

  it('closed it is at most 5 elements; a hundred take one timer and no stream', async () => {
    const order = orderOf({ actions: [actionOf({ until: '2026-11-23T16:00:00Z' })] });
    calls.reset();
    const before = pageClock.timers.length;
    const elements = await Promise.all(Array.from({ length: 100 }, () => mount({}, { order })));
    for (const element of elements) {
      expect((element.shadowRoot as ShadowRoot).querySelectorAll('*').length).to.be.at.most(5);
    }
    expect(pageClock.timers.length - before).to.be.at.most(1);
    expect(calls.of('MutationObserver')).to.be.at.most(1);
    expect(performance.getEntriesByType('resource').filter(({ name }) => name.includes('/orders/'))).to.deep.equal([]);
    removeMounted();
    expect(pageClock.timers.length - before).to.equal(0);
  });
});
