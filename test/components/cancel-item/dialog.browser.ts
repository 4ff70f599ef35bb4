import { assert, expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pageClock } from '../delivery-estimate/support/page-clock.ts';
import { cancel, focused, frames, isOpen, listen, mount, open, part, hasPart, press, removeMounted, statesOf, textOf } from './support/mount.ts';
import { actionOf, orderOf, shipped, three } from './support/orders.ts';

const pending = (): Promise<never> => new Promise(() => {});

describe('the dialog of the cancel element', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('is made when it is first opened, labelled by its heading', async () => {
    const element = await mount({}, { order: orderOf() });
    expect(hasPart(element, 'dialog')).to.equal(false);
    await open(element);
    const dialog = part(element, 'dialog');
    expect(dialog.getAttribute('aria-labelledby')).to.equal(part(element, 'heading').id);
    expect(textOf(element, 'heading')).to.equal('Cancel Blue mug?');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(statesOf(element)).to.deep.equal(['offered', 'open']);
  });

  it('A08: the focus is on "Keep item", also where there is a field before it', async () => {
    const element = await mount({}, { order: orderOf(three()) });
    await open(element);
    expect(focused(element)).to.equal('keep');
    expect(textOf(element, 'keep')).to.equal('Keep item');
  });

  it('A08: both buttons have the same size', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    const [keep, confirm] = ['keep', 'confirm'].map((name) => part(element, name).getBoundingClientRect());
    assert.closeTo(keep?.width ?? 0, confirm?.width ?? 1, 0.5);
    assert.closeTo(keep?.height ?? 0, confirm?.height ?? 1, 0.5);
    expect(getComputedStyle(part(element, 'keep')).fontWeight).to.equal(getComputedStyle(part(element, 'confirm')).fontWeight);
  });

  it('A05: by keyboard alone: open, tab around, Escape, and back on the button', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    await sendKeys({ press: 'Tab' });
    expect(focused(element)).to.equal('confirm');
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('open');
    expect(statesOf(element)).to.deep.equal(['offered']);
  });

  it('"Keep item" closes, and the focus is back on the button', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    await press(element, 'keep');
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('open');
    expect(part(element, 'dialog').childElementCount).to.equal(0);
  });

  it('A07: Escape twice keeps the item, and nothing is sent', async () => {
    let calls = 0;
    const element = await mount({}, { order: orderOf(), cancel: () => ((calls += 1), pending()) });
    await open(element);
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(calls).to.equal(0);
    await open(element);
  });

  it('X09: a script may open it, but never confirm', async () => {
    let calls = 0;
    const element = await mount({}, { order: orderOf(), cancel: () => ((calls += 1), pending()) });
    part(element, 'open').click();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(true);
    part(element, 'confirm').click();
    part(element, 'confirm').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(calls).to.equal(0);
    expect(textOf(element, 'confirm')).to.equal('Cancel item');
  });

  it('a second press while it is under way sends nothing more; the button stays reachable', async () => {
    let calls = 0;
    const element = await mount({}, { order: orderOf(), cancel: () => ((calls += 1), pending()) });
    await cancel(element);
    const confirm = part(element, 'confirm');
    expect(confirm.getAttribute('aria-disabled')).to.equal('true');
    expect(confirm.hasAttribute('disabled')).to.equal(false);
    await press(element, 'confirm');
    await press(element, 'confirm');
    expect(calls).to.equal(1);
    expect(focused(element)).to.equal('confirm');
    expect(textOf(element, 'notice')).to.equal('Canceling Blue mug');
  });

  it('P14: inside a form of the shop nothing is submitted, by click or by Enter', async () => {
    const form = document.createElement('form');
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    document.body.append(form);
    const action = actionOf({ reasons: [{ code: 'a', label: 'A' }], asksText: true, lineItems: [{ id: 'mug', maxQuantity: 3 }] });
    const element = await mount({}, { order: orderOf({ ...three(), actions: [action] }), cancel: pending });
    form.append(element);
    await element.updateComplete;
    await open(element);
    for (const field of element.shadowRoot?.querySelectorAll<HTMLElement>('select') ?? []) {
      field.focus();
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'Enter' });
    }
    expect(isOpen(element)).to.equal(true);
    await press(element, 'confirm');
    expect(submits).to.equal(0);
    expect([...new FormData(form)]).to.deep.equal([]);
    form.remove();
  });

  it('P15: a page that stops clicks before they arrive gets nothing sent', async () => {
    let calls = 0;
    const stop = (event: Event): void => event.stopPropagation();
    const element = await mount({}, { order: orderOf(), cancel: () => ((calls += 1), pending()) });
    await open(element);
    document.addEventListener('click', stop, { capture: true });
    await press(element, 'confirm');
    document.removeEventListener('click', stop, { capture: true });
    expect(calls).to.equal(0);
    expect(isOpen(element)).to.equal(true);
    await press(element, 'keep');
  });

  it('P15: it lies above whatever the page puts on top', async () => {
    const overlay = document.createElement('div');
    overlay.setAttribute('style', 'position:fixed;inset:0;z-index:2147483647;background:red');
    document.body.append(overlay);
    const element = await mount({}, { order: orderOf() });
    await open(element);
    const { left, top, width, height } = part(element, 'confirm').getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)?.localName).to.equal('waybill-cancel-item');
    overlay.remove();
  });

  it('what was written is still there when the shop asks for it again', async () => {
    const asking = (version: number, asksText: boolean): Record<string, unknown> => orderOf({ version, actions: [actionOf({ asksText })] });
    const element = await mount({}, { order: asking(1, true) });
    await open(element);
    const field = (): HTMLTextAreaElement | null | undefined => element.shadowRoot?.querySelector('textarea');
    field()?.focus();
    await sendKeys({ type: 'wrong' });
    for (const [version, asksText] of [[2, false], [3, true]] as const) {
      Reflect.set(element, 'order', asking(version, asksText));
      await element.updateComplete;
      expect(field() === null).to.equal(!asksText);
    }
    expect(field()?.value).to.equal('wrong');
  });

  it('L09: moved within the page while it is open, it stays open above the page', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    const place = document.body.appendChild(document.createElement('section'));
    place.append(element);
    await element.updateComplete;
    await frames();
    expect(element.shadowRoot?.querySelector('dialog')?.matches(':modal')).to.equal(true);
    expect(focused(element)).to.equal('keep');
    expect(statesOf(element)).to.include('open');
    place.remove();
  });

  it('L09: removed while it is open: the page is free, nothing is locked, and it is closed when it comes back', async () => {
    const element = await mount({}, { order: orderOf() });
    const style = document.body.getAttribute('style');
    await open(element);
    expect(document.body.getAttribute('style')).to.equal(style);
    expect(getComputedStyle(document.documentElement).overflow).to.equal('visible');
    element.remove();
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    expect(document.activeElement === button).to.equal(true);
    await frames();
    document.body.append(element);
    await element.updateComplete;
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(statesOf(element)).to.deep.equal(['offered']);
    expect(document.activeElement === button).to.equal(true);
    button.remove();
    await open(element);
  });

  for (const focus of ['keep', 'confirm']) {
    it(`S23: the item ships while it is open, the focus on "${focus}": confirming goes, told once, the focus stays inside`, async () => {
      const element = await mount({}, { order: orderOf() });
      await open(element);
      part(element, focus).focus();
      const heard = listen(element);
      element.order = orderOf({ version: 2, ...shipped() }) as never;
      await element.updateComplete;
      element.order = orderOf({ version: 3, ...shipped() }) as never;
      await element.updateComplete;
      await frames();
      expect(isOpen(element)).to.equal(true);
      expect(hasPart(element, 'confirm')).to.equal(false);
      expect(focused(element)).to.equal('keep');
      expect(textOf(element, 'keep')).to.equal('Close');
      expect(heard).to.deep.equal(['It was sent in the meantime and can no longer be canceled']);
    });
  }

  it('K06: the time passes while it is open: confirming goes, told once', async () => {
    const element = await mount({}, { order: orderOf({ actions: [actionOf({ until: '2026-11-23T12:05:00Z' })] }) });
    expect(textOf(element, 'until')).to.contain('Can be canceled until 12:05');
    await open(element);
    const heard = listen(element);
    await pageClock.pass(4 * 60_000);
    expect(hasPart(element, 'confirm')).to.equal(true);
    await pageClock.pass(60_000);
    await element.updateComplete;
    expect(hasPart(element, 'confirm')).to.equal(false);
    expect(heard).to.deep.equal(['The time for it passed in the meantime']);
    expect(focused(element)).to.equal('keep');
  });

  it('A21: nothing counts down: a minute changes no word', async () => {
    const element = await mount({}, { order: orderOf({ actions: [actionOf({ until: '2026-11-23T14:00:00Z' })] }) });
    await open(element);
    const heard = listen(element);
    const text = element.shadowRoot?.textContent;
    await pageClock.pass(60_000);
    expect(element.shadowRoot?.textContent).to.equal(text);
    expect(heard).to.deep.equal([]);
  });

  it('how many, and what comes back for so many', async () => {
    const element = await mount({}, { order: orderOf(three()) });
    await open(element);
    expect(textOf(element, 'terms')).to.contain('€38.70');
    const field = part(element, 'quantity').querySelector('select') as HTMLSelectElement;
    expect(field.labels?.length).to.equal(1);
    field.value = '2';
    field.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(textOf(element, 'terms')).to.contain('€25.80');
  });
});
