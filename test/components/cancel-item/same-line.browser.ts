import { expect } from '@open-wc/testing';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import { pageClock, settle } from '../../support/page-clock.ts';
import { frames, isOpen, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { orderOf } from './support/orders.ts';

type Deferred = { key: string; resolve: (cancellation: unknown) => void; reject: (error: unknown) => void };

const completed = { id: 'c1', type: 'cancel-items', status: 'completed', lineItems: [{ id: 'mug', quantity: 1 }] };

describe('two cancel elements of one line', () => {
  let requests: Deferred[] = [];
  let events: string[] = [];
  const onChange = (event: CustomEvent<{ state: string }>): void => void events.push(event.detail.state);

  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    requests = [];
    events = [];
    document.addEventListener('waybill-cancel-change', onChange);
  });
  afterEach(() => {
    document.removeEventListener('waybill-cancel-change', onChange);
    removeMounted();
  });

  const cancel = ((_: unknown, { idempotencyKey }: { idempotencyKey: string }) =>
    new Promise((resolve, reject) => requests.push({ key: idempotencyKey, resolve, reject }))) as never;

  async function click(element: WaybillCancelItem, name: string): Promise<void> {
    part(element, name).click();
    await settle();
  }

  async function mountBoth(orderId: string): Promise<[WaybillCancelItem, WaybillCancelItem]> {
    const order = orderOf({ id: orderId });
    return [await mount({}, { order, cancel }), await mount({}, { order: { ...order }, cancel })];
  }

  it('send one request if both dialogs are open and both are confirmed (E10)', async () => {
    const elements = await mountBoth('o1');
    for (const element of elements) await click(element, 'trigger');
    for (const element of elements) await click(element, 'confirm');
    expect(requests.length).to.equal(1);
    for (const element of elements) {
      expect(isOpen(element)).to.equal(true);
      expect(statesOf(element)).to.deep.equal(['open', 'sending']);
    }
    requests[0]?.resolve(completed);
    await settle();
    await frames();
    for (const element of elements) {
      expect(isOpen(element)).to.equal(false);
      expect(statesOf(element)).to.deep.equal(['completed']);
      expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
    }
    expect(events).to.deep.equal(['sending', 'completed']);
  });

  it('send one request if the second is confirmed after the first has completed (E10)', async () => {
    const [first, second] = await mountBoth('o2');
    await click(first, 'trigger');
    await click(second, 'trigger');
    await click(second, 'confirm');
    requests[0]?.resolve(completed);
    await settle();
    await click(first, 'confirm');
    expect(requests.length).to.equal(1);
    expect(statesOf(first)).to.deep.equal(['completed']);
  });

  it('show the completed cancellation in place of the dialog (E10)', async () => {
    const [first, second] = await mountBoth('o3');
    await click(first, 'trigger');
    await click(first, 'confirm');
    requests[0]?.resolve(completed);
    await settle();
    await click(second, 'trigger');
    expect(isOpen(second)).to.equal(false);
    expect(statesOf(second)).to.deep.equal(['completed']);
  });

  it('both send after a refusal, each by its own confirmation (E10)', async () => {
    const [first, second] = await mountBoth('o4');
    await click(first, 'trigger');
    await click(second, 'trigger');
    await click(first, 'confirm');
    requests[0]?.resolve({ ...completed, status: 'rejected' });
    await settle();
    expect(statesOf(first)).to.include('refused');
    await click(second, 'confirm');
    expect(requests.length).to.equal(2);
    expect(requests[0]?.key).not.to.equal(requests[1]?.key);
  });

  it('keep the outcome after the element that has sent is removed (E10)', async () => {
    const [first, second] = await mountBoth('o5');
    await click(first, 'trigger');
    await click(second, 'trigger');
    await click(first, 'confirm');
    await click(second, 'confirm');
    first.remove();
    await settle();
    requests[0]?.resolve(completed);
    await settle();
    expect(requests.length).to.equal(1);
    expect(statesOf(second)).to.deep.equal(['completed']);
  });
});
