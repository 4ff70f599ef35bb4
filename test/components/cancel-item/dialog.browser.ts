import { assert, expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { pageClock } from '../../support/page-clock.ts';
import {
  cancel,
  focused,
  frames,
  isOpen,
  recordAnnouncements,
  mount,
  open,
  part,
  hasPart,
  press,
  removeMounted,
  statesOf,
  textOf,
} from './support/mount.ts';
import { actionOf, orderOf, shipped, threeMugs } from './support/orders.ts';

const pending = (): Promise<never> => new Promise(() => {});

describe('the dialog of the cancel element', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('is rendered when it first opens, labelled by its heading', async () => {
    const element = await mount({}, { order: orderOf() });
    expect(hasPart(element, 'dialog')).to.equal(false);
    await open(element);
    const dialog = part(element, 'dialog');
    expect(dialog.getAttribute('aria-labelledby')).to.equal(part(element, 'heading').id);
    expect(textOf(element, 'heading')).to.equal('Cancel “Blue mug”?');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(statesOf(element)).to.deep.equal(['offered', 'open']);
  });

  it('focuses "Keep item" first, also after a field [A08]', async () => {
    const element = await mount({}, { order: orderOf(threeMugs()) });
    await open(element);
    expect(focused(element)).to.equal('keep');
    expect(textOf(element, 'keep')).to.equal('Keep item');
  });

  it('has two buttons of the same size [A08]', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    const [keep, confirm] = ['keep', 'confirm'].map((name) => part(element, name).getBoundingClientRect());
    assert.closeTo(keep?.width ?? 0, confirm?.width ?? 1, 0.5);
    assert.closeTo(keep?.height ?? 0, confirm?.height ?? 1, 0.5);
    expect(getComputedStyle(part(element, 'keep')).fontWeight).to.equal(
      getComputedStyle(part(element, 'confirm')).fontWeight,
    );
  });

  it('has buttons of 44 pixels, or of `--waybill-control-size` and never less than 24', async () => {
    const element = await mount({ style: 'font-size: 10px' }, { order: orderOf() });
    await open(element);
    const measure = (): number[] =>
      ['keep', 'confirm'].map((name) => part(element, name).getBoundingClientRect().height);
    expect(measure()).to.deep.equal([44, 44]);
    element.style.setProperty('--waybill-control-size', '60px');
    expect(measure()).to.deep.equal([60, 60]);
    element.style.cssText = 'font-size: 5px; --waybill-control-size: 1px';
    expect(measure()).to.deep.equal([24, 24]);
  });

  it('outlines the confirm button in the tone of danger, and not the other one', async () => {
    const element = await mount({ style: '--waybill-color-danger: rgb(200, 0, 0)' }, { order: orderOf() });
    await open(element);
    const [keep, confirm] = ['keep', 'confirm'].map((name) => getComputedStyle(part(element, name)));
    expect([confirm?.borderTopColor, confirm?.color]).to.deep.equal(['rgb(200, 0, 0)', 'rgb(200, 0, 0)']);
    expect(keep?.borderTopColor).to.not.equal('rgb(200, 0, 0)');
  });

  it('works by keyboard: Escape closes it and focuses the trigger [A05]', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    await sendKeys({ press: 'Tab' });
    expect(focused(element)).to.equal('confirm');
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('trigger');
    expect(statesOf(element)).to.deep.equal(['offered']);
  });

  it('closes with "Keep item", and the trigger is focused', async () => {
    const element = await mount({}, { order: orderOf() });
    await open(element);
    await press(element, 'keep');
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('trigger');
    expect(part(element, 'dialog').childElementCount).to.equal(0);
  });

  it('sends nothing after Escape is pressed twice [A07]', async () => {
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

  it('can be opened and confirmed by a script, and sends one request for two clicks (E14) [X09]', async () => {
    let calls = 0;
    const element = await mount({}, { order: orderOf(), cancel: () => ((calls += 1), pending()) });
    part(element, 'trigger').click();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(true);
    part(element, 'confirm').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    part(element, 'confirm').click();
    await element.updateComplete;
    part(element, 'confirm').click();
    await frames();
    expect(calls).to.equal(1);
    expect(statesOf(element)).to.deep.equal(['open', 'sending']);
    expect(textOf(element, 'notice')).to.equal('Canceling Blue mug');
  });

  it('sends one request for a double click (E14)', async () => {
    let calls = 0;
    const element = await mount({}, { order: orderOf(), cancel: () => ((calls += 1), pending()) });
    await open(element);
    const { left, top, width, height } = part(element, 'confirm').getBoundingClientRect();
    const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    await sendMouse({ type: 'click', position });
    await sendMouse({ type: 'click', position });
    await frames();
    expect(calls).to.equal(1);
    expect(statesOf(element)).to.deep.equal(['open', 'sending']);
  });

  it('sends one request for several presses, and its button stays focusable', async () => {
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

  it('submits no form of the shop, by click or by Enter [P14]', async () => {
    const form = document.createElement('form');
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    document.body.append(form);
    const action = actionOf({
      reasons: [{ code: 'a', label: 'A' }],
      asksText: true,
      lineItems: [{ id: 'mug', maxQuantity: 3 }],
    });
    const element = await mount({}, { order: orderOf({ ...threeMugs(), actions: [action] }), cancel: pending });
    form.append(element);
    await element.updateComplete;
    await open(element);
    for (const field of element.shadowRoot?.querySelectorAll<HTMLElement>('select, input') ?? []) {
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

  it('sends nothing if the page stops the click [P15]', async () => {
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

  it('is above the highest z-index of the page [P15]', async () => {
    const overlay = document.createElement('div');
    overlay.setAttribute('style', 'position:fixed;inset:0;z-index:2147483647;background:red');
    document.body.append(overlay);
    const element = await mount({}, { order: orderOf() });
    await open(element);
    const { left, top, width, height } = part(element, 'confirm').getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)?.localName).to.equal('waybill-cancel-item');
    overlay.remove();
  });

  it('keeps the entered text if a field is removed and rendered again', async () => {
    const createOrderVersion = (version: number, asksText: boolean): Record<string, unknown> =>
      orderOf({ version, actions: [actionOf({ asksText })] });
    const element = await mount({}, { order: createOrderVersion(1, true) });
    await open(element);
    const field = (): HTMLTextAreaElement | null | undefined => element.shadowRoot?.querySelector('textarea');
    field()?.focus();
    await sendKeys({ type: 'wrong' });
    for (const [version, asksText] of [
      [2, false],
      [3, true],
    ] as const) {
      Reflect.set(element, 'order', createOrderVersion(version, asksText));
      await element.updateComplete;
      expect(field() === null).to.equal(!asksText);
    }
    expect(field()?.value).to.equal('wrong');
  });

  it('stays open above the page when the element is moved [L09]', async () => {
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

  it('leaves the page usable after its removal, and is closed when the element returns [L09]', async () => {
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
    it(`has no confirm button after the item ships, announces that once and keeps the focus inside: focus on "${focus}" [S23]`, async () => {
      const element = await mount({}, { order: orderOf() });
      await open(element);
      part(element, focus).focus();
      const announcements = recordAnnouncements(element);
      element.order = orderOf({ version: 2, ...shipped() }) as never;
      await element.updateComplete;
      element.order = orderOf({ version: 3, ...shipped() }) as never;
      await element.updateComplete;
      await frames();
      expect(isOpen(element)).to.equal(true);
      expect(hasPart(element, 'confirm')).to.equal(false);
      expect(focused(element)).to.equal('keep');
      expect(textOf(element, 'keep')).to.equal('Close');
      expect(announcements).to.deep.equal(['It has already been sent and can no longer be canceled']);
    });
  }

  it('has no confirm button after the deadline, and announces that once [K06]', async () => {
    const element = await mount({}, { order: orderOf({ actions: [actionOf({ until: '2026-11-23T12:05:00Z' })] }) });
    expect(textOf(element, 'until')).to.contain('Can be canceled until 12:05');
    await open(element);
    const announcements = recordAnnouncements(element);
    await pageClock.pass(4 * 60_000);
    expect(hasPart(element, 'confirm')).to.equal(true);
    await pageClock.pass(60_000);
    await element.updateComplete;
    expect(hasPart(element, 'confirm')).to.equal(false);
    expect(announcements).to.deep.equal(['The cancellation deadline has passed']);
    expect(focused(element)).to.equal('keep');
  });

  it('has no countdown: a minute changes no text [A21]', async () => {
    const element = await mount({}, { order: orderOf({ actions: [actionOf({ until: '2026-11-23T14:00:00Z' })] }) });
    await open(element);
    const announcements = recordAnnouncements(element);
    const text = element.shadowRoot?.textContent;
    await pageClock.pass(60_000);
    expect(element.shadowRoot?.textContent).to.equal(text);
    expect(announcements).to.deep.equal([]);
  });
});
