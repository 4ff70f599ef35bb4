import { assert, expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pageClock } from '../../support/page-clock.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import {
  focused,
  hasPart,
  mount,
  open,
  part,
  press,
  recordAnnouncements,
  removeMounted,
  statesOf,
  textOf,
} from './support/mount.ts';
import { actionOf, lineOf, orderOf, threeMugs } from './support/orders.ts';

const inputOf = (element: Element): HTMLInputElement => part(element, 'quantity').querySelector('input')!;

/** Types a quantity in place of the one in the field. */
async function type(element: WaybillCancelItem, text: string): Promise<void> {
  const input = inputOf(element);
  input.focus();
  input.select();
  await sendKeys({ press: 'Backspace' });
  if (text) await sendKeys({ type: text });
  await element.updateComplete;
}

describe('the quantity in the cancel dialog', () => {
  let requests: { lineItems?: unknown }[];
  const cancel = (request: object): Promise<never> => {
    requests.push(request);
    return new Promise(() => {});
  };
  const openDialog = async (): Promise<WaybillCancelItem> => {
    const element = await mount({}, { order: orderOf(threeMugs()), cancel });
    await open(element);
    return element;
  };
  beforeEach(() => {
    requests = [];
    pageClock.set('2026-11-23T12:00:00Z');
  });
  afterEach(removeMounted);

  it('is a named number field between two named buttons, of its maximum', async () => {
    const element = await openDialog();
    const { type: inputType, min, max, value, labels } = inputOf(element);
    expect([inputType, min, max, value]).to.deep.equal(['number', '1', '3', '3']);
    expect(labels?.[0]?.textContent).to.equal('Quantity');
    expect(['fewer', 'more'].map((name) => part(element, name).getAttribute('aria-label'))).to.deep.equal([
      'Decrease quantity',
      'Increase quantity',
    ]);
    expect(textOf(element, 'quantity')).to.equal('Quantity−+3 of 3');
    for (const name of ['fewer', 'more', 'field']) {
      const { width, height } = part(element, name).getBoundingClientRect();
      assert.isAtLeast(Math.min(width, height), 40, name);
    }
  });

  it('is stepped by buttons: refund, announcement and focus', async () => {
    const element = await openDialog();
    expect(textOf(element, 'refund')).to.contain('€38.70');
    const announcements = recordAnnouncements(element);
    await press(element, 'fewer');
    await press(element, 'fewer');
    expect(inputOf(element).value).to.equal('1');
    expect(textOf(element, 'refund')).to.contain('€12.90');
    expect(announcements).to.deep.equal(['2 of 3', '1 of 3']);
    expect(part(element, 'fewer').getAttribute('aria-disabled')).to.equal('true');
    await press(element, 'fewer');
    expect([inputOf(element).value, focused(element)]).to.deep.equal(['1', 'fewer']);
    await press(element, 'more');
    expect([inputOf(element).value, part(element, 'fewer').hasAttribute('aria-disabled')]).to.deep.equal(['2', false]);
  });

  it('is stepped by arrow keys in the field', async () => {
    const element = await openDialog();
    inputOf(element).focus();
    await sendKeys({ press: 'ArrowDown' });
    await element.updateComplete;
    expect(textOf(element, 'refund')).to.contain('€25.80');
  });

  it('is typed, and sent', async () => {
    const element = await openDialog();
    await type(element, '2');
    expect(textOf(element, 'refund')).to.contain('€25.80');
    expect(hasPart(element, 'error')).to.equal(false);
    await press(element, 'confirm');
    expect(requests.map(({ lineItems }) => lineItems)).to.deep.equal([[{ id: 'mug', quantity: 2 }]]);
  });

  for (const text of ['4', '0', '1.5', ''])
    it(`"${text}" is an error under the field, without a refund, and nothing is sent`, async () => {
      const element = await openDialog();
      await type(element, text);
      expect(textOf(element, 'error')).to.equal('Enter a whole number from 1 to 3');
      expect(part(element, 'error').getAttribute('role')).to.equal('alert');
      assert.isAtLeast(
        part(element, 'error').getBoundingClientRect().top,
        part(element, 'stepper').getBoundingClientRect().bottom,
      );
      expect(inputOf(element).getAttribute('aria-invalid')).to.equal('true');
      const ids = inputOf(element).getAttribute('aria-describedby')?.split(' ') ?? [];
      const descriptions = ids.map((id) => element.shadowRoot?.getElementById(id)?.textContent);
      expect(descriptions[0]).to.equal('Enter a whole number from 1 to 3');
      expect(descriptions[1]).to.match(/^[13] of 3$/);
      expect(hasPart(element, 'refund')).to.equal(false);
      await expect(element).to.be.accessible();
      await press(element, 'confirm');
      expect([requests.length, focused(element)]).to.deep.equal([0, 'field']);
      expect(statesOf(element)).to.deep.equal(['offered', 'open']);
      await type(element, '1');
      expect(hasPart(element, 'error')).to.equal(false);
      await press(element, 'confirm');
      expect(requests.map(({ lineItems }) => lineItems)).to.deep.equal([[{ id: 'mug', quantity: 1 }]]);
    });

  it('after an error, a button steps from the last possible quantity', async () => {
    const element = await openDialog();
    await type(element, '12');
    expect(inputOf(element).value).to.equal('12');
    await press(element, 'fewer');
    expect(inputOf(element).value).to.equal('1');
    expect(hasPart(element, 'error')).to.equal(false);
  });

  it('an error is gone when the dialog opens again', async () => {
    const element = await openDialog();
    await type(element, '7');
    await press(element, 'keep');
    await open(element);
    expect([inputOf(element).value, hasPart(element, 'error')]).to.deep.equal(['3', false]);
  });

  it('is said before and now after the order changed, above the field', async () => {
    const element = await openDialog();
    const announcements = recordAnnouncements(element);
    element.order = orderOf({
      version: 2,
      lineItems: [lineOf('mug', 'Blue mug', 2)],
      actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 2 }] })],
    }) as never;
    await element.updateComplete;
    const changes = [...(element.shadowRoot?.querySelectorAll('[part~=change]') ?? [])];
    expect(changes.map(({ textContent }) => textContent)).to.deep.equal([
      'Quantity: was 3, now 2',
      'Refund: was €38.70, now €25.80',
    ]);
    expect(changes.map((each) => each.querySelector('strong')?.textContent)).to.deep.equal(['2', '€25.80']);
    const [notice, quantity] = ['notice', 'quantity'].map((name) => part(element, name));
    expect(notice?.nextElementSibling === quantity).to.equal(true);
    expect(announcements.join()).to.contain('Refund: was €38.70, now €25.80');
  });
});
