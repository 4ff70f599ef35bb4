import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { mount, part, parts, removeMounted } from './support/mount.ts';
import { createLineItem, now, createOrder, orderStates } from '../../support/order-fixtures.ts';

describe('order-status: focus', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  const createOrderOfTwo = () =>
    createOrder({ lineItems: [createLineItem('dune', 'Dune'), createLineItem('solaris', 'Solaris')] });
  const createOrderOfOne = () => createOrder({ version: 2, lineItems: [createLineItem('dune', 'Dune')] });

  it('the focus moves to the list if a line with a focused button of the page is removed [D13]', async () => {
    const pageButton = document.createElement('button');
    pageButton.slot = 'item-solaris';
    pageButton.textContent = 'Ask us';
    const element = await mount({}, { order: createOrderOfTwo(), children: [pageButton] });
    pageButton.focus();
    Reflect.set(element, 'order', createOrderOfOne());
    await settle();
    assert.isTrue(element.shadowRoot?.activeElement === part(element, 'items'));
    assert.lengthOf(parts(element, 'item'), 1);
  });

  it('the focus stays in the element if the focused button is removed', async () => {
    const element = await mount({}, { order: orderStates['under way']?.() });
    part(element, 'copy').focus();
    Reflect.set(element, 'order', orderStates['canceled']?.());
    await settle();
    assert.isTrue(document.activeElement === element);
  });

  it('an update keeps the focus of a remaining button and of a button outside the element', async () => {
    const element = await mount({}, { order: createOrderOfTwo() });
    const outsideButton = document.body.appendChild(document.createElement('button'));
    outsideButton.focus();
    Reflect.set(element, 'order', createOrderOfOne());
    await settle();
    assert.isTrue(document.activeElement === outsideButton);
    outsideButton.remove();
    Reflect.set(element, 'order', orderStates['under way']?.());
    await settle();
    const copyButton = part(element, 'copy');
    copyButton.focus();
    Reflect.set(element, 'order', orderStates['late']?.());
    await settle();
    assert.isTrue(element.shadowRoot?.activeElement === copyButton);
  });
});
