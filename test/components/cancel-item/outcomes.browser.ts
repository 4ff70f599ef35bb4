import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pageClock, waitFor } from '../../support/page-clock.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import { OrderServerHarness } from '../order-status/support/order-server-harness.ts';
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
import { actionOf, lineOf, orderOf, shipped, threeMugs, type Fields } from './support/orders.ts';

/* The outcome for each behaviour of a shop's server. */

type Settings = Parameters<OrderServerHarness['control']['configure']>[0];

let harness: OrderServerHarness;

/** Starts a server with settings and mounts an element with its order. */
async function mountWithServer(settings: Settings = {}, fields: Fields = {}): Promise<WaybillCancelItem> {
  harness = await OrderServerHarness.open('stream', settings);
  const { id: _, version: __, ...orderFields } = orderOf(fields);
  const version = await harness.control.updateOrder(orderFields);
  return mount({ endpoint: harness.control.endpoint.href }, { order: orderOf({ ...fields, version }) });
}

const createResponse = (status: number, code?: string, fields: Fields = {}): Settings => ({
  next: { cancel: [{ status, body: JSON.stringify({ code, ...fields }) }] },
});

/** Advances the clocks until the element has a state. */
async function passUntilState(element: Element, state: string): Promise<void> {
  for (let elapsedMs = 0; elapsedMs < 120_000 && !statesOf(element).includes(state); elapsedMs += 1_000)
    await harness.pass(1_000);
  await waitFor(() => statesOf(element).includes(state));
  await frames();
}

/** The numbers of idempotency keys and of POST requests. */
async function countRequests(): Promise<{ keys: number; posts: number }> {
  const { idempotencyKeys, requests } = await harness.control.statistics();
  return { keys: idempotencyKeys.length, posts: requests.filter(({ kind }) => kind === 'cancel').length };
}

/** Waits until the server has the request, then releases its response. */
async function releaseResponses(): Promise<void> {
  await harness.waitForServer(({ requests }) => requests.some(({ kind }) => kind === 'cancel'));
  await harness.control.releaseHeldResponses();
}

/** The number of cancellations in the order. */
async function countCancellations(): Promise<number> {
  const response = await fetch(`${harness.control.endpoint.href}/orders/o1`);
  return ((await response.json()) as { adjustments: unknown[] }).adjustments.length;
}

describe('the outcome of a cancellation', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('completed: announced once, focused, with the refund and the receipt [S07, A06]', async () => {
    const element = await mountWithServer();
    await open(element);
    const announcements = recordAnnouncements(element);
    // Behind an open dialog the live region is inert.
    const openWhenTold: boolean[] = [];
    new MutationObserver(() => openWhenTold.push(isOpen(element))).observe(part(element, 'status'), {
      childList: true,
    });
    await press(element, 'confirm');
    await passUntilState(element, 'completed');
    expect(openWhenTold).to.deep.equal([false]);
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('outcome-title');
    expect(textOf(element, 'outcome')).to.contain('Blue mug is canceled');
    expect(textOf(element, 'outcome')).to.contain('Your refund: €12.90 to your card');
    expect(textOf(element, 'receipt')).to.match(/Receipt R-c1 · Received 23 November 2026/);
    expect(hasPart(element, 'trigger')).to.equal(false);
    expect(announcements).to.deep.equal(['Canceling Blue mug', 'Your refund: €12.90 to your card. Within 3–5 days']);
    expect(await countRequests()).to.deep.equal({ keys: 1, posts: 1 });
  });

  it('after a part of the quantity, the other items can be canceled with another key', async () => {
    const element = await mountWithServer({}, threeMugs());
    await open(element);
    await press(element, 'fewer');
    await press(element, 'confirm');
    await passUntilState(element, 'completed');
    expect(textOf(element, 'outcome-title')).to.equal('2 × Blue mug is canceled');
    element.order = undefined;
    element.orderId = 'o1';
    await waitFor(() => hasPart(element, 'trigger'));
    await cancel(element);
    await harness.passUntil(20_000, async () => (await countCancellations()) === 2);
    expect((await countRequests()).keys).to.equal(2);
  });

  it('requested, with the time of the answer; completed only by the shop’s decision [S08]', async () => {
    const element = await mountWithServer({}, { actions: [actionOf({ mode: 'request' })] });
    expect(part(element, 'trigger').getAttribute('aria-label')).to.equal('Request cancellation of Blue mug');
    await cancel(element);
    await passUntilState(element, 'requested');
    expect(textOf(element, 'outcome-title')).to.equal('Cancellation requested: Blue mug');
    expect(textOf(element, 'outcome')).to.match(/We will answer by .*2:30/);
    const announcements = recordAnnouncements(element);
    await harness.control.updateOrder({
      adjustments: [{ id: 'c1', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'completed' }],
    });
    await passUntilState(element, 'completed');
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
    expect(announcements.join()).to.contain('Blue mug is canceled');
  });

  it('requested, then rejected [S09]', async () => {
    const element = await mountWithServer({}, { actions: [actionOf({ mode: 'request' })] });
    await cancel(element);
    await passUntilState(element, 'requested');
    await harness.control.updateOrder({
      adjustments: [{ id: 'c1', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'rejected' }],
    });
    await passUntilState(element, 'refused');
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug could not be canceled');
    expect(hasPart(element, 'trigger')).to.equal(false);
  });

  it('a lost response: one cancellation, one key [S10]', async () => {
    const element = await mountWithServer({ next: { cancel: [{ isCommitThenDrop: true }] } });
    await cancel(element);
    await passUntilState(element, 'completed');
    expect(await countCancellations()).to.equal(1);
    expect((await countRequests()).keys).to.equal(1);
  });

  it('a replayed failure: unconfirmed, and another key only after the customer confirms again [S11, S12]', async () => {
    const element = await mountWithServer({ always: { cancel: { status: 500, body: '{}' } } });
    await cancel(element);
    await passUntilState(element, 'unconfirmed');
    expect(textOf(element, 'outcome-title')).to.equal('We could not confirm that Blue mug was canceled');
    expect(textOf(element, 'check')).to.equal('Check again');
    expect((await countRequests()).keys).to.equal(1);
    await harness.control.updateOrder({
      adjustments: [{ id: 'x', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'completed' }],
    });
    await press(element, 'check');
    await passUntilState(element, 'completed');
    expect((await countRequests()).keys).to.equal(1);
  });

  it('in progress three times, then completed: the same key each time [S13]', async () => {
    const busy = { status: 409, body: '{"code":"cancel-in-progress"}' };
    const element = await mountWithServer({ next: { cancel: [busy, busy, busy] } });
    await cancel(element);
    await passUntilState(element, 'completed');
    expect(await countRequests()).to.deep.equal({ keys: 1, posts: 4 });
  });

  it('already canceled: completed [S14]', async () => {
    const element = await mountWithServer(createResponse(409, 'already-canceled'));
    await cancel(element);
    await passUntilState(element, 'completed');
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
  });

  it('shipped: the alternative, with a safe link [S15, S24]', async () => {
    const element = await mountWithServer(createResponse(409, 'already-shipped'));
    await harness.control.updateOrderSilently();
    await open(element);
    await harness.control.updateOrder(shipped());
    await press(element, 'confirm');
    await passUntilState(element, 'refused');
    expect(textOf(element, 'outcome')).to.contain('It has already been sent');
    expect(textOf(element, 'outcome')).to.contain('You can refuse the parcel at the door, or send it back');
    const link = part(element, 'return') as HTMLAnchorElement;
    expect([link.href, link.rel, link.referrerPolicy]).to.deep.equal([
      'https://shop.example/return',
      'noopener noreferrer',
      'no-referrer',
    ]);
    expect(focused(element)).to.equal('outcome-title');
  });

  it('an unsafe URL is no link [S15]', async () => {
    const element = await mountWithServer(createResponse(409, 'already-shipped'));
    await open(element);
    await harness.control.updateOrder({
      ...shipped(),
      // oxlint-disable-next-line no-script-url -- must not become a link
      actions: [{ type: 'return-items', mode: 'request', url: 'javascript:alert(1)' }],
    });
    await press(element, 'confirm');
    await passUntilState(element, 'refused');
    expect(hasPart(element, 'return')).to.equal(false);
  });

  it('the order changed: the dialog asks again; a new confirmation is another intent [S16]', async () => {
    const element = await mountWithServer({}, threeMugs());
    await open(element);
    await harness.control.updateOrder({
      ...threeMugs(),
      actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 2 }] })],
    });
    await harness.control.configure(createResponse(412, 'version-conflict'));
    await press(element, 'confirm');
    await waitFor(() => textOf(element, 'notice')?.startsWith('The order has changed'));
    expect(isOpen(element)).to.equal(true);
    expect(part(element, 'quantity').querySelector('input')?.max).to.equal('2');
    expect(part(element, 'confirm').getAttribute('aria-disabled')).to.equal(null);
    expect(focused(element)).to.be.oneOf(['confirm', 'keep']);
    await press(element, 'confirm');
    await passUntilState(element, 'completed');
    expect(await countRequests()).to.deep.equal({ keys: 2, posts: 2 });
    expect(await countCancellations()).to.equal(1);
  });

  for (const status of [412, 428])
    it(`the order changed (${status}): the dialog says quantity and refund, before and now (E9) [S16]`, async () => {
      const createOrderFields = (count: number, amount: number): Record<string, unknown> => ({
        lineItems: [lineOf('mug', 'Blue mug', count)],
        actions: [
          actionOf({
            lineItems: [{ id: 'mug', maxQuantity: count }],
            refund: { perUnit: { amount, currency: 'EUR' } },
          }),
        ],
      });
      const element = await mountWithServer({}, createOrderFields(2, 1290));
      await open(element);
      expect(textOf(element, 'refund')).to.equal('Your refund: €25.80');
      await harness.control.updateOrderSilently(createOrderFields(1, 555));
      await harness.control.configure(createResponse(status, 'version-conflict'));
      await press(element, 'confirm');
      await waitFor(() => textOf(element, 'notice')?.startsWith('The order has changed'));
      expect(textOf(element, 'notice')).to.equal(
        'The order has changed. Please check it before you confirmQuantity: was 2, now 1Refund: was €25.80, now €5.55',
      );
      expect(textOf(element, 'refund')).to.equal('Your refund: €5.55');
      await press(element, 'confirm');
      await passUntilState(element, 'completed');
      expect(await countRequests()).to.deep.equal({ keys: 2, posts: 2 });
    });

  it('the key belongs to another request: no retry [S17]', async () => {
    const element = await mountWithServer(createResponse(422, 'idempotency-mismatch'));
    await cancel(element);
    await passUntilState(element, 'refused');
    expect(await countRequests()).to.deep.equal({ keys: 1, posts: 1 });
  });

  it('too early: one retry with the same key [S18]', async () => {
    const element = await mountWithServer(createResponse(425));
    await cancel(element);
    await passUntilState(element, 'completed');
    expect(await countRequests()).to.deep.equal({ keys: 1, posts: 2 });
  });

  it('rate limited: the dialog has a message and can be closed, and the request is repeated [S19]', async () => {
    const element = await mountWithServer({
      next: { cancel: [{ status: 429, body: '{}', headers: { 'retry-after': '10' } }] },
    });
    await cancel(element);
    await waitFor(() => textOf(element, 'notice')?.includes('This takes longer than usual'));
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('outcome-title');
    expect((await countRequests()).posts).to.equal(1);
    await passUntilState(element, 'completed');
    expect(await countRequests()).to.deep.equal({ keys: 1, posts: 2 });
  });

  for (const [what, body] of Object.entries({
    'an empty body': '',
    'a sign-in page': '<!doctype html><title>Sign in</title>',
    'other JSON': '{"ok":true}',
  })) {
    it(`200 with ${what}: the order decides [S20]`, async () => {
      const element = await mountWithServer({ next: { cancel: [{ status: 200, body }] } });
      await cancel(element);
      await passUntilState(element, 'completed');
      expect((await countRequests()).keys).to.equal(1);
      expect(await countCancellations()).to.equal(1);
    });
  }

  it('no response within 20 seconds: the order shows the outcome, one cancellation [S27]', async () => {
    const element = await mountWithServer({ next: { cancel: [{ isHeld: true }] } });
    await cancel(element);
    await pageClock.pass(20_000);
    await releaseResponses();
    await passUntilState(element, 'completed');
    expect(await countCancellations()).to.equal(1);
    expect((await countRequests()).keys).to.equal(1);
  });

  it('offline: a message, no request and no queue; online again, the customer can confirm [S28]', async () => {
    const element = await mountWithServer();
    await open(element);
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
    await press(element, 'confirm');
    await waitFor(() => textOf(element, 'notice')?.startsWith('You are offline'));
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    await harness.pass(5_000);
    expect(await countRequests()).to.deep.equal({ keys: 0, posts: 0 });
    expect(isOpen(element)).to.equal(true);
    await press(element, 'confirm');
    await passUntilState(element, 'completed');
  });

  it('the texts of a problem response are not shown [S29]', async () => {
    const element = await mountWithServer(
      createResponse(400, 'validation', { detail: '<b>call +7 900 000</b>', title: 'Call us' }),
    );
    await cancel(element);
    await passUntilState(element, 'refused');
    expect(element.shadowRoot?.textContent).to.not.match(/call/i);
    expect(textOf(element, 'outcome')).to.contain('Something went wrong on our side');
  });

  it('a refused token: the customer is asked to sign in', async () => {
    const element = await mountWithServer({ tokens: ['other'] });
    await cancel(element);
    await passUntilState(element, 'refused');
    expect(textOf(element, 'outcome')).to.contain('Please sign in again');
  });

  it('Escape during the request: the outcome is announced once [A07]', async () => {
    const element = await mountWithServer({ next: { cancel: [{ isHeld: true }] } });
    await cancel(element);
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(textOf(element, 'outcome-title')).to.equal('Canceling Blue mug');
    expect(focused(element)).to.equal('outcome-title');
    const announcements = recordAnnouncements(element);
    await releaseResponses();
    await passUntilState(element, 'completed');
    expect(announcements.length).to.equal(1);
    expect(announcements[0]).to.match(/^Blue mug is canceled/);
    expect(focused(element)).to.equal('outcome-title');
  });

  it('a focus outside the element is not moved', async () => {
    const element = await mountWithServer({ next: { cancel: [{ isHeld: true }] } });
    const outsideButton = document.body.appendChild(document.createElement('button'));
    await cancel(element);
    await press(element, 'keep');
    await frames();
    outsideButton.focus();
    await releaseResponses();
    await passUntilState(element, 'completed');
    expect(document.activeElement === outsideButton).to.equal(true);
    outsideButton.remove();
  });

  it('an element that is removed during the request dispatches the outcome on the document [L09]', async () => {
    const element = await mountWithServer({ next: { cancel: [{ isHeld: true }] } });
    const events: unknown[] = [];
    const listener = (event: Event): void =>
      void events.push([event.target === document, (event as CustomEvent<{ state: string }>).detail.state]);
    document.addEventListener('waybill-cancel-change', listener);
    await cancel(element);
    element.remove();
    await releaseResponses();
    await waitFor(() => events.length > 1);
    expect(events).to.deep.equal([
      [false, 'sending'],
      [true, 'completed'],
    ]);
    document.removeEventListener('waybill-cancel-change', listener);
    document.body.append(element);
    await element.updateComplete;
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
  });

  it('an element of a later page continues the stored request [S25]', async () => {
    const first = await mountWithServer({ next: { cancel: [{ isCommitThenDrop: true, isHeld: true }] } });
    await cancel(first);
    expect(sessionStorage.length).to.equal(1);
    first.remove();
    // A reload keeps only the storage.
    const later = await mount({ endpoint: harness.control.endpoint.href }, { order: first.order });
    await releaseResponses();
    await passUntilState(later, 'completed');
    expect((await countRequests()).keys).to.equal(1);
    expect(await countCancellations()).to.equal(1);
  });

  it('an item is canceled without storage [S30]', async () => {
    const { getItem, setItem, removeItem } = Storage.prototype;
    const blocked = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: blocked, setItem: blocked, removeItem: blocked });
    const element = await mountWithServer();
    await cancel(element);
    await passUntilState(element, 'completed');
    Object.assign(Storage.prototype, { getItem, setItem, removeItem });
  });

  it('an endpoint that changes during the request does not change the outcome', async () => {
    const element = await mountWithServer({ next: { cancel: [{ isHeld: true }] } });
    await cancel(element);
    element.endpoint = `${location.origin}/nowhere`;
    await element.updateComplete;
    expect(statesOf(element)).to.contain('sending');
    await releaseResponses();
    await passUntilState(element, 'completed');
    expect(await countCancellations()).to.equal(1);
  });

  it('a check ends, even if the endpoint changed after the request', async () => {
    const element = await mountWithServer({ always: { cancel: { status: 500, body: '{}' } } });
    await cancel(element);
    await passUntilState(element, 'unconfirmed');
    element.endpoint = `${location.origin}/nowhere`;
    await element.updateComplete;
    await press(element, 'check');
    await waitFor(() => textOf(element, 'check') === 'Check again');
    expect(statesOf(element)).to.contain('unconfirmed');
  });

  it('events have the states and the receipt', async () => {
    const element = await mountWithServer();
    const events: unknown[] = [];
    element.addEventListener('waybill-cancel-change', ({ detail }) =>
      events.push([detail.orderId, detail.state, detail.cancellation?.id]),
    );
    element.addEventListener('waybill-cancel-receipt', ({ detail }) =>
      events.push(detail.cancellation.receipt?.number),
    );
    await cancel(element);
    await passUntilState(element, 'completed');
    expect(events).to.deep.equal([['o1', 'sending', undefined], ['o1', 'completed', 'c1'], 'R-c1']);
  });
});
