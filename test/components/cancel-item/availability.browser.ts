import { expect } from '@open-wc/testing';
import { calls } from '../../support/count-calls.ts';
import { pageClock } from '../../support/page-clock.ts';
import { create, hasPart, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { actionOf, lineOf, orderOf, shipped } from './support/orders.ts';

const isFallbackShown = (element: Element): boolean => element.shadowRoot?.querySelector('slot')?.hidden === false;

describe('availability of the cancel element', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('two triggers have different names that contain their labels [A17]', async () => {
    const order = orderOf({
      lineItems: [lineOf('mug', 'Blue mug'), lineOf('cup', 'Red cup')],
      actions: [
        actionOf({
          lineItems: [
            { id: 'mug', maxQuantity: 1 },
            { id: 'cup', maxQuantity: 1 },
          ],
        }),
      ],
    });
    const elements = [await mount({}, { order }), await mount({ 'line-item': 'cup' }, { order })];
    expect(elements.map((element) => part(element, 'trigger').getAttribute('aria-label'))).to.deep.equal([
      'Cancel Blue mug',
      'Cancel Red cup',
    ]);
    expect(elements.map((element) => textOf(element, 'trigger'))).to.deep.equal(['Cancel', 'Cancel']);
  });

  it('an order without an action has no trigger', async () => {
    const element = await mount({}, { order: orderOf({ actions: [] }), children: ['Write to us'] });
    expect(hasPart(element, 'trigger')).to.equal(false);
    expect(isFallbackShown(element)).to.equal(false);
    expect(element.getBoundingClientRect().height).to.equal(0);
    expect(statesOf(element)).to.deep.equal([]);
  });

  for (const [what, fields, text] of [
    [
      'the item has shipped',
      shipped(),
      /^It has already been sent You can refuse the parcel at the door, or send it back Return items$/,
    ],
    ['the item is canceled', { lineItems: [lineOf('mug', 'Blue mug', 0)], actions: [] }, /^It is already canceled$/],
    [
      'the time has passed',
      { actions: [actionOf({ until: '2026-11-23T11:00:00Z' })] },
      /^The cancellation deadline has passed$/,
    ],
    ['unknown', { actions: [] }, /^This is no longer possible for this order$/],
  ] as const) {
    it(`the attribute explain renders the reason: ${what}`, async () => {
      const element = await mount({ explain: '' }, { order: orderOf(fields) });
      expect(hasPart(element, 'trigger')).to.equal(false);
      const parts = ['explanation', 'alternative', 'return'].filter((name) => hasPart(element, name));
      expect(parts.map((name) => textOf(element, name)).join(' ')).to.match(text);
    });
  }

  for (const maxQuantity of [0, -1, 1.5, 2]) {
    it(`a maxQuantity of ${maxQuantity} for one item has no trigger [D20]`, async () => {
      const element = await mount(
        {},
        { order: orderOf({ actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity }] })] }) },
      );
      expect(hasPart(element, 'trigger')).to.equal(false);
    });
  }

  it('an invalid order shows the fallback content and dispatches an error event', async () => {
    const element = create({}, { order: { id: 1 }, children: ['Write to us'] });
    const codes: string[] = [];
    element.addEventListener('waybill-cancel-error', ({ detail }) => codes.push(detail.code));
    document.body.append(element);
    await element.updateComplete;
    expect(isFallbackShown(element)).to.equal(true);
    expect(statesOf(element)).to.deep.equal(['invalid']);
    expect(codes).to.deep.equal(['bad-data']);
  });

  it('an action with a URL is a link', async () => {
    const element = await mount(
      {},
      { order: orderOf({ actions: [actionOf({ url: 'https://shop.example/cancel' })] }) },
    );
    const link = part(element, 'trigger') as HTMLAnchorElement;
    expect([link.localName, link.href, link.getAttribute('aria-label')]).to.deep.equal([
      'a',
      'https://shop.example/cancel',
      'Cancel Blue mug',
    ]);
    element.order = orderOf({ version: 2, actions: [actionOf({ url: 'javascript:alert(1)' })] }) as never;
    await element.updateComplete;
    expect(hasPart(element, 'trigger')).to.equal(false);
  });

  it('a withdrawal has the texts of the directive on the trigger and the confirm button', async () => {
    const order = orderOf({ actions: [{ type: 'withdraw', mode: 'request', until: '2026-12-07T22:59:00Z' }] });
    const element = await mount({ type: 'withdraw' }, { order });
    element.removeAttribute('line-item');
    await element.updateComplete;
    expect(textOf(element, 'trigger')).to.equal('Withdraw from contract here');
    expect(textOf(element, 'until')).to.match(/^You can withdraw until .*7/);
    part(element, 'trigger').click();
    await element.updateComplete;
    expect(textOf(element, 'confirm')).to.equal('Confirm withdrawal');
    expect(textOf(element, 'statement')).to.match(/^I withdraw from the contract for order 1001/);
  });

  it('inline data is the order', async () => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.text = JSON.stringify(orderOf());
    const element = await mount({}, { children: [script] });
    expect(hasPart(element, 'trigger')).to.equal(true);
  });

  it('titles and reasons are rendered as text [X01]', async () => {
    const title = '<img src=x onerror="window.canary=1">${x}{{x}}</script>';
    const action = actionOf({
      reasons: [{ code: 'a', label: title }],
      refund: { perUnit: { amount: 1, currency: 'EUR' }, method: title, lost: title },
    });
    const element = await mount({}, { order: orderOf({ lineItems: [lineOf('mug', title)], actions: [action] }) });
    part(element, 'trigger').click();
    await element.updateComplete;
    expect(textOf(element, 'heading')).to.contain('onerror=');
    expect(element.shadowRoot?.querySelectorAll('img, script').length).to.equal(0);
    expect('canary' in window).to.equal(false);
  });

  it('the page’s messages are rendered as text [X17]', async () => {
    const element = await mount({}, { order: orderOf(), messages: { cancel: { item: { open: '<b>Stop</b>' } } } });
    expect(textOf(element, 'trigger')).to.equal('<b>Stop</b>');
  });

  it('a closed element has at most 5 nodes; a hundred elements share one timer and send no request', async () => {
    const order = orderOf({ actions: [actionOf({ until: '2026-11-23T16:00:00Z' })] });
    calls.reset();
    const timersBefore = pageClock.timers.length;
    const elements = await Promise.all(Array.from({ length: 100 }, () => mount({}, { order })));
    for (const element of elements) {
      expect((element.shadowRoot as ShadowRoot).querySelectorAll('*').length).to.be.at.most(5);
    }
    expect(pageClock.timers.length - timersBefore).to.be.at.most(1);
    expect(calls.of('MutationObserver')).to.be.at.most(1);
    expect(performance.getEntriesByType('resource').filter(({ name }) => name.includes('/orders/'))).to.deep.equal([]);
    removeMounted();
    expect(pageClock.timers.length - timersBefore).to.equal(0);
  });
});
