import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { mount, part, parts, removeMounted } from './support/mount.ts';
import { lineOf, now, orderOf, states } from './support/orders.ts';

describe('order-status: focus', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  const both = () => orderOf({ lineItems: [lineOf('dune', 'Dune'), lineOf('solaris', 'Solaris')] });
  const one = () => orderOf({ version: 2, lineItems: [lineOf('dune', 'Dune')] });

  it('D13: a line that goes with the focus of the page’s own button in it leaves it with the list', async () => {
    const own = document.createElement('button');
    own.slot = 'item-solaris';
    own.textContent = 'Ask us';
    const element = await mount({}, { order: both(), children: [own] });
    own.focus();
    Reflect.set(element, 'order', one());
    await settle();
    assert.isTrue(element.shadowRoot?.activeElement === part(element, 'items'));
    assert.lengthOf(parts(element, 'item'), 1);
  });

  it('a button that goes leaves the focus in the element', async () => {
    const element = await mount({}, { order: states['under way']?.() });
    part(element, 'copy').focus();
    Reflect.set(element, 'order', states['canceled']?.());
    await settle();
    assert.isTrue(document.activeElement === element);
  });

  it('what stays keeps it; what is elsewhere is left alone', async () => {
    const element = await mount({}, { order: both() });
    const other = document.body.appendChild(document.createElement('button'));
    other.focus();
    Reflect.set(element, 'order', one());
    await settle();
    assert.isTrue(document.activeElement === other);
    other.remove();
    Reflect.set(element, 'order', states['under way']?.());
    await settle();
    const copy = part(element, 'copy');
    copy.focus();
    Reflect.set(element, 'order', states['late']?.());
    await settle();
    assert.isTrue(element.shadowRoot?.activeElement === copy);
  });
});
