import { expect } from '@open-wc/testing';
import { pageClock, waitFor } from '../../support/page-clock.ts';
import { calls as counted } from '../../support/count-calls.ts';
import { cancel, frames, mount, part, press, removeMounted, statesOf, textOf } from './support/mount.ts';
import { actionOf, orderOf, type Fields } from './support/orders.ts';

const completed = (fields: Fields = {}): never =>
  ({
    id: 'c1',
    status: 'completed',
    type: 'cancel-items',
    lineItems: [{ id: 'mug', quantity: 1 }],
    refund: { amount: 1290, currency: 'EUR' },
    receipt: { number: 'R/1', at: '2026-11-23T12:00:00Z' },
    ...fields,
  }) as never;

describe('the cancel element without an endpoint', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('the cancel function receives the request, its key and a signal; its result is shown', async () => {
    const calls: unknown[] = [];
    const element = await mount(
      {},
      {
        order: orderOf({ actions: [actionOf({ reasons: [{ code: 'late', label: 'Too late' }], asksText: true })] }),
        cancel: (request, { idempotencyKey, signal }) => {
          calls.push([request, idempotencyKey.length, signal instanceof AbortSignal]);
          return Promise.resolve(completed());
        },
      },
    );
    part(element, 'trigger').click();
    await element.updateComplete;
    const reason = part(element, 'reason').querySelector('select') as HTMLSelectElement;
    reason.value = 'late';
    reason.dispatchEvent(new Event('change'));
    const text = element.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
    text.value = 'Gift';
    text.dispatchEvent(new InputEvent('input'));
    await press(element, 'confirm');
    await waitFor(() => statesOf(element).includes('completed'));
    expect(calls).to.deep.equal([
      [
        {
          type: 'cancel-items',
          lineItems: [{ id: 'mug', quantity: 1 }],
          version: 1,
          reason: { code: 'late', text: 'Gift' },
        },
        36,
        true,
      ],
    ]);
  });

  it('the cancel function refuses with a code of the contract', async () => {
    const element = await mount(
      {},
      { order: orderOf(), cancel: () => Promise.reject(Object.assign(new Error('x'), { code: 'already-shipped' })) },
    );
    await cancel(element);
    await waitFor(() => statesOf(element).includes('refused'));
    expect(textOf(element, 'outcome')).to.contain('It has already been sent');
  });

  it('a listener responds to the request event', async () => {
    const details: unknown[] = [];
    const element = await mount({}, { order: orderOf() });
    element.addEventListener('waybill-cancel-request', ({ detail }) => {
      details.push([detail.orderId, detail.request.version]);
      detail.respondWith(Promise.resolve(completed({ status: 'pending', answerBy: '2026-11-23T14:30:00Z' })));
    });
    await cancel(element);
    await waitFor(() => statesOf(element).includes('requested'));
    expect(details).to.deep.equal([['o1', 1]]);
    expect(textOf(element, 'outcome')).to.match(/We will answer by .*2:30/);
  });

  it('a prevented request event without a response is unconfirmed until an order shows the outcome', async () => {
    const element = await mount({}, { order: orderOf() });
    element.addEventListener('waybill-cancel-request', (event) => event.preventDefault());
    await cancel(element);
    await pageClock.pass(1_000);
    await waitFor(() => statesOf(element).includes('unconfirmed'));
    element.order = orderOf({
      version: 2,
      actions: [],
      adjustments: [{ id: 'a1', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'completed' }],
    }) as never;
    await element.updateComplete;
    expect(statesOf(element)).to.deep.equal(['completed']);
  });

  it('a request without a receiver is refused, with a warning for the developer', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => void warnings.push(text);
    const element = await mount({}, { order: orderOf() });
    await cancel(element);
    await waitFor(() => statesOf(element).includes('refused'));
    console.warn = warn;
    expect(warnings.join()).to.contain('no handler for the request');
  });

  it('the receipt is saved as a text file, and its object URL is revoked', async () => {
    const element = await mount({}, { order: orderOf(), cancel: () => Promise.resolve(completed()) });
    await cancel(element);
    await waitFor(() => statesOf(element).includes('completed'));
    const saved: [string, string][] = [];
    const { click } = HTMLAnchorElement.prototype;
    const { createObjectURL, revokeObjectURL } = URL;
    const blobs: Blob[] = [];
    const revoked: string[] = [];
    URL.createObjectURL = (blob: Blob) => (blobs.push(blob), 'blob:test');
    URL.revokeObjectURL = (url) => void revoked.push(url);
    HTMLAnchorElement.prototype.click = function save(this: HTMLAnchorElement) {
      saved.push([this.download, this.href]);
    };
    await press(element, 'save');
    HTMLAnchorElement.prototype.click = click;
    await pageClock.pass(10_000);
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    expect(saved).to.deep.equal([['receipt-R-1.txt', 'blob:test']]);
    expect(revoked).to.deep.equal(['blob:test']);
    const text = await blobs[0]?.text();
    expect(text).to.match(
      /^Receipt R\/1\nReceived 23 November 2026 at .*\n\nBlue mug is canceled\nBlue mug\nYour refund: €12\.90 to your card\nWithin 3–5 days\n$/,
    );
  });

  it('the print button prints the page', async () => {
    const element = await mount({}, { order: orderOf(), cancel: () => Promise.resolve(completed()) });
    await cancel(element);
    await waitFor(() => statesOf(element).includes('completed'));
    const { print } = window;
    let prints = 0;
    window.print = () => void (prints += 1);
    await press(element, 'print');
    window.print = print;
    expect(prints).to.equal(1);
  });

  it('a hundred insertions and removals leave no timer or listener [L01]', async () => {
    const order = orderOf({ actions: [actionOf({ until: '2026-11-23T16:00:00Z' })] });
    const timers = pageClock.timers.length;
    counted.reset();
    for (let round = 0; round < 100; round++) {
      const element = await mount({}, { order });
      part(element, 'trigger').click();
      await element.updateComplete;
      removeMounted();
    }
    await frames();
    expect(pageClock.timers.length).to.equal(timers);
    expect(counted.ofAll('listen')).to.equal(counted.ofAll('forget'));
  });
});
