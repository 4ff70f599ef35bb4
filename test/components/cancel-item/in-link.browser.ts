import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { pageClock } from '../../support/page-clock.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import { showPreview } from '../../../src/preview/preview.ts';
import { create, focused, frames, isOpen, open, part, press, removeMounted } from './support/mount.ts';
import { actionOf, orderOf, threeMugs } from './support/orders.ts';

const pending = (): Promise<never> => new Promise(() => {});

/** The whole row of an order is a link. */
async function mountInLink(order: unknown): Promise<WaybillCancelItem> {
  const link = document.body.appendChild(document.createElement('a'));
  link.href = '#followed';
  link.append('Order 1001');
  const element = create({}, { order, cancel: pending });
  link.append(element);
  await element.updateComplete;
  return element;
}

async function clickWithMouse(target: Element, button: 'left' | 'middle' = 'left'): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({
    type: 'click',
    button,
    position: [Math.round(left + Math.min(width / 2, 10)), Math.round(top + height / 2)],
  });
  await frames();
}

const isFollowed = (): boolean => location.hash === '#followed';

describe('a cancel element in a link', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    history.replaceState(null, '', location.pathname + location.search);
  });
  afterEach(() => {
    removeMounted();
    document.querySelectorAll('a[href="#followed"]').forEach((link) => link.remove());
  });

  it('the test’s link is followed elsewhere', async () => {
    const element = await mountInLink(orderOf());
    (element.parentElement as HTMLElement).click();
    await frames();
    expect(isFollowed()).to.equal(true);
  });

  it('its controls and its dialog do not follow the link, by mouse', async () => {
    const action = actionOf({
      lineItems: [{ id: 'mug', maxQuantity: 3 }],
      reasons: [{ code: 'a', label: 'A' }],
      asksText: true,
    });
    const element = await mountInLink(orderOf({ ...threeMugs(), actions: [action] }));
    await clickWithMouse(part(element, 'trigger'));
    expect([isOpen(element), isFollowed()]).to.deep.equal([true, false]);
    for (const name of ['heading', 'refund', 'fewer', 'quantity', 'text', 'dialog']) {
      await clickWithMouse(part(element, name));
      expect(isFollowed(), name).to.equal(false);
    }
    // Beside the dialog.
    await sendMouse({ type: 'click', position: [2, 2] });
    await clickWithMouse(part(element, 'fewer'), 'middle');
    expect([isOpen(element), isFollowed()]).to.deep.equal([true, false]);
    await clickWithMouse(part(element, 'confirm'));
    expect([element.matches(':state(sending)'), isFollowed()]).to.deep.equal([true, false]);
    await clickWithMouse(part(element, 'keep'));
    expect([isOpen(element), isFollowed()]).to.deep.equal([false, false]);
  });

  it('a label gives the focus to its field', async () => {
    const element = await mountInLink(orderOf(threeMugs()));
    await open(element);
    await clickWithMouse(part(element, 'quantity').querySelector('label') as Element);
    expect([focused(element), isFollowed()]).to.deep.equal(['field', false]);
  });

  it('its controls do not follow the link, by keyboard', async () => {
    const action = actionOf({ lineItems: [{ id: 'mug', maxQuantity: 3 }], asksText: true });
    const element = await mountInLink(orderOf({ ...threeMugs(), actions: [action] }));
    await open(element);
    await press(element, 'fewer');
    expect(part(element, 'refund').textContent).to.contain('€25.80');
    part(element, 'field').focus();
    await sendKeys({ press: 'Enter' });
    element.shadowRoot?.querySelector('textarea')?.focus();
    await sendKeys({ press: 'Enter' });
    await frames();
    // Firefox follows a link around a field.
    expect(isFollowed()).to.equal(false);
    await press(element, 'confirm');
    await press(element, 'keep');
    await frames();
    expect([isOpen(element), isFollowed()]).to.deep.equal([false, false]);
  });

  it('the buttons of an outcome do not follow the link, and its own link is followed', async () => {
    const element = await mountInLink(orderOf());
    element.setAttribute('preview', 'completed');
    showPreview(element);
    await element.updateComplete;
    const { print } = window;
    let prints = 0;
    window.print = () => void (prints += 1);
    await clickWithMouse(part(element, 'print'));
    window.print = print;
    expect([prints, isFollowed()]).to.deep.equal([1, false]);
    element.setAttribute('preview', 'refused');
    showPreview(element);
    await element.updateComplete;
    const link = part(element, 'return') as HTMLAnchorElement;
    let isPrevented: boolean | undefined;
    link.target = '_self';
    link.href = '#own';
    document.addEventListener('click', ({ defaultPrevented }) => (isPrevented = defaultPrevented), { once: true });
    await clickWithMouse(link);
    expect([isPrevented, location.hash]).to.deep.equal([false, '#own']);
  });

  it('outside a link, no click is prevented', async () => {
    const element = create({}, { order: orderOf() });
    document.body.append(element);
    await element.updateComplete;
    let isPrevented: boolean | undefined;
    document.addEventListener('click', ({ defaultPrevented }) => (isPrevented = defaultPrevented), { once: true });
    part(element, 'trigger').click();
    expect(isPrevented).to.equal(false);
  });
});
