import { expect } from '@open-wc/testing';
import { pageClock, until } from '../delivery-estimate/support/page-clock.ts';
import { calls as counted } from '../delivery-estimate/support/count-calls.ts';
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

describe('ways in without an endpoint', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('a function of the page: gets the request, its key and a signal; what it answers is shown', async () => {
    const asked: unknown[] = [];
    const element = await mount({}, {
      order: orderOf({ actions: [actionOf({ reasons: [{ code: 'late', label: 'Too late' }], asksText: true })] }),
      cancel: (request, { key, signal }) => {
        asked.push([request, key.length, signal instanceof AbortSignal]);
        return Promise.resolve(completed());
      },
    });
    part(element, 'open').click();
    await element.updateComplete;
    const reason = part(element, 'reason').querySelector('select') as HTMLSelectElement;
    reason.value = 'late';
    reason.dispatchEvent(new Event('change'));
    const text = element.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
    text.value = 'Gift';
    text.dispatchEvent(new InputEvent('input'));
    await press(element, 'confirm');
    await until(() => statesOf(element).includes('done'));
    expect(asked).to.deep.equal([
      [{ type: 'cancel-items', lineItems: [{ id: 'mug', quantity: 1 }], version: 1, reason: { code: 'late', text: 'Gift' } }, 36, true],
    ]);
  });

  it('a function that refuses by a code of the contract', async () => {
    const element = await mount({}, { order: orderOf(), cancel: () => Promise.reject(Object.assign(new Error('x'), { code: 'already-shipped' })) });
    await cancel(element);
    await until(() => statesOf(element).includes('refused'));
    expect(textOf(element, 'outcome')).to.contain('It has already been sent');
  });

  it('an event: the page takes it over and answers', async () => {
    const details: unknown[] = [];
    const element = await mount({}, { order: orderOf() });
    element.addEventListener('waybill-cancel-request', ({ detail }) => {
      details.push([detail.orderId, detail.request.version]);
      detail.respondWith(Promise.resolve(completed({ status: 'pending', answerBy: '2026-11-23T14:30:00Z' })));
    });
    await cancel(element);
    await until(() => statesOf(element).includes('requested'));
    expect(details).to.deep.equal([['o1', 1]]);
    expect(textOf(element, 'outcome')).to.match(/We answer by .*2:30/);
  });

  it('an event: prevented without an answer: not confirmed, until an order says so', async () => {
    const element = await mount({}, { order: orderOf() });
    element.addEventListener('waybill-cancel-request', (event) => event.preventDefault());
    await cancel(element);
    await pageClock.pass(1_000);
    await until(() => statesOf(element).includes('unknown'));
    element.order = orderOf({
      version: 2,
      actions: [],
      adjustments: [{ id: 'a1', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'completed' }],
    }) as never;
    await element.updateComplete;
    expect(statesOf(element)).to.deep.equal(['done']);
  });

  it('nobody takes it: not done, and the page’s developer is told', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => void warnings.push(text);
    const element = await mount({}, { order: orderOf() });
    await cancel(element);
    await until(() => statesOf(element).includes('refused'));
    console.warn = warn;
    expect(warnings.join()).to.contain('nobody takes a request');
  });

  it('the receipt is saved as a text file, and nothing of it is left behind', async () => {
    const element = await mount({}, { order: orderOf(), cancel: () => Promise.resolve(completed()) });
    await cancel(element);
    await until(() => statesOf(element).includes('done'));
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
    expect(text).to.match(/^Receipt R\/1\nReceived November 23, 2026 at .*\n\nBlue mug is canceled\nBlue mug\nYou get back €12\.90 to your card\nIn 3–5 days\n$/);
  });

  it('printing prints', async () => {
    const element = await mount({}, { order: orderOf(), cancel: () => Promise.resolve(completed()) });
    await cancel(element);
    await until(() => statesOf(element).includes('done'));
    const { print } = window;
    let prints = 0;
    window.print = () => void (prints += 1);
    await press(element, 'print');
    window.print = print;
    expect(prints).to.equal(1);
  });

  it('L01: added and removed a hundred times: no timer, no listener more', async () => {
    const order = orderOf({ actions: [actionOf({ until: '2026-11-23T16:00:00Z' })] });
    const timers = pageClock.timers.length;
    counted.reset();
    for (let turn = 0; turn < 100; turn++) {
      const element = await mount({}, { order });
      part(element, 'open').click();
      await element.updateComplete;
      removeMounted();
    }
    await frames();
    expect(pageClock.timers.length).to.equal(timers);
    expect(counted.ofAll('listen')).to.equal(counted.ofAll('forget'));
  });
});
