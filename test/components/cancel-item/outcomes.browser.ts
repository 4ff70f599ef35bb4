import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pageClock, until } from '../delivery-estimate/support/page-clock.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import { Scene } from '../order-status/support/scene.ts';
import { cancel, focused, frames, isOpen, listen, mount, open, part, hasPart, press, removeMounted, statesOf, textOf } from './support/mount.ts';
import { actionOf, orderOf, shipped, three, type Fields } from './support/orders.ts';

/* What a customer sees of what a shop's server does. */

type Settings = Parameters<Scene['control']['set']>[0];

let scene: Scene;

/** A shop that misbehaves like that, and an element that has its order from the page. */
async function shop(settings: Settings = {}, fields: Fields = {}): Promise<WaybillCancelItem> {
  scene = await Scene.open('stream', settings);
  const { id: _, version: __, ...rest } = orderOf(fields);
  const version = await scene.control.change(rest);
  return mount({ endpoint: scene.control.endpoint.href }, { order: orderOf({ ...fields, version }) });
}

const answer = (status: number, code?: string, more: Fields = {}): Settings => ({
  next: { cancel: [{ status, body: JSON.stringify({ code, ...more }) }] },
});

/** Waits until the element is in a state, and lets the time pass that it waits. */
async function reaches(element: Element, state: string): Promise<void> {
  for (let passed = 0; passed < 120_000 && !statesOf(element).includes(state); passed += 1_000) await scene.pass(1_000);
  await until(() => statesOf(element).includes(state));
  await frames();
}

/** Different keys, and how often something was sent. */
async function sent(): Promise<{ keys: number; posts: number }> {
  const { keys, requests } = await scene.control.statistics();
  return { keys: keys.length, posts: requests.filter(({ kind }) => kind === 'cancel').length };
}

/** The shop has the request, and now does with it what it does. */
async function letGo(): Promise<void> {
  await scene.sees(({ requests }) => requests.some(({ kind }) => kind === 'cancel'));
  await scene.control.release();
}

/** How many cancellations the shop has. */
async function effective(): Promise<number> {
  const response = await fetch(`${scene.control.endpoint.href}/orders/o1`);
  return ((await response.json()) as { adjustments: unknown[] }).adjustments.length;
}

describe('what becomes of a cancellation', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('S07, A06: canceled: said once, the focus on what says it, with the amount and the receipt', async () => {
    const element = await shop();
    await open(element);
    const heard = listen(element);
    await press(element, 'confirm');
    await reaches(element, 'done');
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('outcome-title');
    expect(textOf(element, 'outcome')).to.contain('Blue mug is canceled');
    expect(textOf(element, 'outcome')).to.contain('You get back €12.90 to your card');
    expect(textOf(element, 'receipt')).to.match(/Receipt R-c1 · Received November 23, 2026/);
    expect(hasPart(element, 'open')).to.equal(false);
    expect(heard).to.deep.equal(['Canceling Blue mug']);
    expect(await sent()).to.deep.equal({ keys: 1, posts: 1 });
  });

  it('a part of a quantity: what is left can be canceled next, with another key', async () => {
    const element = await shop({}, three());
    await open(element);
    const field = part(element, 'quantity').querySelector('select') as HTMLSelectElement;
    field.value = '2';
    field.dispatchEvent(new Event('change'));
    await press(element, 'confirm');
    await reaches(element, 'done');
    expect(textOf(element, 'outcome-title')).to.equal('2 × Blue mug is canceled');
    element.order = undefined;
    element.orderId = 'o1';
    await until(() => hasPart(element, 'open'));
    await cancel(element);
    await scene.passUntil(20_000, async () => (await effective()) === 2);
    expect((await sent()).keys).to.equal(2);
  });

  it('S08: requested, with a time to wait by; canceled only when the shop says so', async () => {
    const element = await shop({}, { actions: [actionOf({ mode: 'request' })] });
    expect(part(element, 'open').getAttribute('aria-label')).to.equal('Ask to cancel Blue mug');
    await cancel(element);
    await reaches(element, 'requested');
    expect(textOf(element, 'outcome-title')).to.equal('You asked to cancel Blue mug');
    expect(textOf(element, 'outcome')).to.match(/We answer by .*2:30/);
    const heard = listen(element);
    await scene.control.change({ adjustments: [{ id: 'c1', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'completed' }] });
    await reaches(element, 'done');
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
    expect(heard.join()).to.contain('Blue mug is canceled');
  });

  it('S09: requested, then rejected', async () => {
    const element = await shop({}, { actions: [actionOf({ mode: 'request' })] });
    await cancel(element);
    await reaches(element, 'requested');
    await scene.control.change({ adjustments: [{ id: 'c1', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'rejected' }] });
    await reaches(element, 'refused');
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug could not be canceled');
    expect(hasPart(element, 'open')).to.equal(false);
  });

  it('S10: done at the shop, and the connection broke before it said so: canceled once, one key', async () => {
    const element = await shop({ next: { cancel: [{ isCommitThenDrop: true }] } });
    await cancel(element);
    await reaches(element, 'done');
    expect(await effective()).to.equal(1);
    expect((await sent()).keys).to.equal(1);
  });

  it('S11, S12: a stored failure for ever: not confirmed, never another key by itself', async () => {
    const element = await shop({ always: { cancel: { status: 500, body: '{}' } } });
    await cancel(element);
    await reaches(element, 'unknown');
    expect(textOf(element, 'outcome-title')).to.equal('We could not confirm that Blue mug was canceled');
    expect(textOf(element, 'check')).to.equal('Check again');
    expect((await sent()).keys).to.equal(1);
    await scene.control.change({ adjustments: [{ id: 'x', kind: 'cancellation', lineItems: [{ id: 'mug', quantity: 1 }], status: 'completed' }] });
    await press(element, 'check');
    await reaches(element, 'done');
    expect((await sent()).keys).to.equal(1);
  });

  it('S13: in progress three times, then done: the same key each time', async () => {
    const busy = { status: 409, body: '{"code":"cancel-in-progress"}' };
    const element = await shop({ next: { cancel: [busy, busy, busy] } });
    await cancel(element);
    await reaches(element, 'done');
    expect(await sent()).to.deep.equal({ keys: 1, posts: 4 });
  });

  it('S14: canceled already is canceled', async () => {
    const element = await shop(answer(409, 'already-canceled'));
    await cancel(element);
    await reaches(element, 'done');
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
  });

  it('S15, S24: it has left: what to do instead, by a safe address', async () => {
    const element = await shop(answer(409, 'already-shipped'));
    await scene.control.changeSilently();
    await open(element);
    await scene.control.change(shipped());
    await press(element, 'confirm');
    await reaches(element, 'refused');
    expect(textOf(element, 'outcome')).to.contain('It has already been sent');
    expect(textOf(element, 'outcome')).to.contain('You can refuse the parcel at the door, or send it back');
    const link = part(element, 'return') as HTMLAnchorElement;
    expect([link.href, link.rel, link.referrerPolicy]).to.deep.equal(['https://shop.example/return', 'noopener noreferrer', 'no-referrer']);
    expect(focused(element)).to.equal('outcome-title');
  });

  it('S15: an address that is none is no link', async () => {
    const element = await shop(answer(409, 'already-shipped'));
    await open(element);
    // oxlint-disable-next-line no-script-url -- what must not become a link
    await scene.control.change({ ...shipped(), actions: [{ type: 'return-items', mode: 'request', url: 'javascript:alert(1)' }] });
    await press(element, 'confirm');
    await reaches(element, 'refused');
    expect(hasPart(element, 'return')).to.equal(false);
  });

  it('S16: the order changed: shown, and asked again; a new confirmation is another intent', async () => {
    const element = await shop({}, three());
    await open(element);
    await scene.control.change({ ...three(), actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 2 }] })] });
    await scene.control.set(answer(412, 'version-conflict'));
    await press(element, 'confirm');
    await until(() => textOf(element, 'notice')?.startsWith('The order changed'));
    expect(isOpen(element)).to.equal(true);
    expect(part(element, 'quantity').querySelectorAll('option').length).to.equal(2);
    expect(part(element, 'confirm').getAttribute('aria-disabled')).to.equal(null);
    expect(focused(element)).to.be.oneOf(['confirm', 'keep']);
    await press(element, 'confirm');
    await reaches(element, 'done');
    expect(await sent()).to.deep.equal({ keys: 2, posts: 2 });
    expect(await effective()).to.equal(1);
  });

  it('S17: the key was used for something else: not sent again', async () => {
    const element = await shop(answer(422, 'idempotency-mismatch'));
    await cancel(element);
    await reaches(element, 'refused');
    expect(await sent()).to.deep.equal({ keys: 1, posts: 1 });
  });

  it('S18: too early: once more, the same key', async () => {
    const element = await shop(answer(425));
    await cancel(element);
    await reaches(element, 'done');
    expect(await sent()).to.deep.equal({ keys: 1, posts: 2 });
  });

  it('S19: asked to wait: says so, can be left, and goes on', async () => {
    const element = await shop({ next: { cancel: [{ status: 429, body: '{}', headers: { 'retry-after': '10' } }] } });
    await cancel(element);
    await until(() => textOf(element, 'notice')?.includes('This takes longer than usual'));
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal('outcome-title');
    expect((await sent()).posts).to.equal(1);
    await reaches(element, 'done');
    expect(await sent()).to.deep.equal({ keys: 1, posts: 2 });
  });

  for (const [what, body] of Object.entries({ 'an empty body': '', 'a page to sign in': '<!doctype html><title>Sign in</title>', 'other JSON': '{"ok":true}' })) {
    it(`S20: 200 with ${what}: the order decides`, async () => {
      const element = await shop({ next: { cancel: [{ status: 200, body }] } });
      await cancel(element);
      await reaches(element, 'done');
      expect((await sent()).keys).to.equal(1);
      expect(await effective()).to.equal(1);
    });
  }

  it('S27: no answer within 20 seconds: the order says it, nothing is doubled', async () => {
    const element = await shop({ next: { cancel: [{ isHeld: true }] } });
    await cancel(element);
    await pageClock.pass(20_000);
    await letGo();
    await reaches(element, 'done');
    expect(await effective()).to.equal(1);
    expect((await sent()).keys).to.equal(1);
  });

  it('S28: offline: not sent, not kept for later; told; works when online again', async () => {
    const element = await shop();
    await open(element);
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
    await press(element, 'confirm');
    await until(() => textOf(element, 'notice')?.startsWith('You are offline'));
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    await scene.pass(5_000);
    expect(await sent()).to.deep.equal({ keys: 0, posts: 0 });
    expect(isOpen(element)).to.equal(true);
    await press(element, 'confirm');
    await reaches(element, 'done');
  });

  it('S29: what a problem says in its own words is not shown', async () => {
    const element = await shop(answer(400, 'validation', { detail: '<b>call +7 900 000</b>', title: 'Call us' }));
    await cancel(element);
    await reaches(element, 'refused');
    expect(element.shadowRoot?.textContent).to.not.match(/call/i);
    expect(textOf(element, 'outcome')).to.contain('Something is wrong on our side');
  });

  it('not let in, with a new token neither: asked to sign in', async () => {
    const element = await shop({ tokens: ['other'] });
    await cancel(element);
    await reaches(element, 'refused');
    expect(textOf(element, 'outcome')).to.contain('Please sign in again');
  });

  it('A07: Escape while it is under way: what came of it is said, once', async () => {
    const element = await shop({ next: { cancel: [{ isHeld: true }] } });
    await cancel(element);
    await sendKeys({ press: 'Escape' });
    await frames();
    expect(isOpen(element)).to.equal(false);
    expect(textOf(element, 'outcome-title')).to.equal('Canceling Blue mug');
    expect(focused(element)).to.equal('outcome-title');
    const heard = listen(element);
    await letGo();
    await reaches(element, 'done');
    expect(heard.length).to.equal(1);
    expect(heard[0]).to.match(/^Blue mug is canceled/);
    expect(focused(element)).to.equal('outcome-title');
  });

  it('who went on elsewhere meanwhile stays there', async () => {
    const element = await shop({ next: { cancel: [{ isHeld: true }] } });
    const other = document.body.appendChild(document.createElement('button'));
    await cancel(element);
    await press(element, 'keep');
    await frames();
    other.focus();
    await letGo();
    await reaches(element, 'done');
    expect(document.activeElement === other).to.equal(true);
    other.remove();
  });

  it('L09: removed while it is under way: the document hears what came of it', async () => {
    const element = await shop({ next: { cancel: [{ isHeld: true }] } });
    const heard: unknown[] = [];
    const listener = (event: Event): void => void heard.push([event.target === document, (event as CustomEvent<{ state: string }>).detail.state]);
    document.addEventListener('waybill-cancel-change', listener);
    await cancel(element);
    element.remove();
    await letGo();
    await until(() => heard.length > 1);
    expect(heard).to.deep.equal([
      [false, 'sending'],
      [true, 'done'],
    ]);
    document.removeEventListener('waybill-cancel-change', listener);
    document.body.append(element);
    await element.updateComplete;
    expect(textOf(element, 'outcome-title')).to.equal('Blue mug is canceled');
  });

  it('S25: another element of a later page goes on with what was sent, from what is kept', async () => {
    const first = await shop({ next: { cancel: [{ isCommitThenDrop: true, isHeld: true }] } });
    await cancel(first);
    expect(sessionStorage.length).to.equal(1);
    first.remove();
    // As after a reload: what is kept is all there is.
    const later = await mount({ endpoint: scene.control.endpoint.href }, { order: first.order });
    await letGo();
    await reaches(later, 'done');
    expect((await sent()).keys).to.equal(1);
    expect(await effective()).to.equal(1);
  });

  it('S30: works where nothing can be kept', async () => {
    const { getItem, setItem, removeItem } = Storage.prototype;
    const blocked = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: blocked, setItem: blocked, removeItem: blocked });
    const element = await shop();
    await cancel(element);
    await reaches(element, 'done');
    Object.assign(Storage.prototype, { getItem, setItem, removeItem });
  });

  it('the page hears how it goes, and of the receipt', async () => {
    const element = await shop();
    const heard: unknown[] = [];
    element.addEventListener('waybill-cancel-change', ({ detail }) => heard.push([detail.orderId, detail.state, detail.cancellation?.id]));
    element.addEventListener('waybill-cancel-receipt', ({ detail }) => heard.push(detail.cancellation.receipt?.number));
    await cancel(element);
    await reaches(element, 'done');
    expect(heard).to.deep.equal([['o1', 'sending', undefined], ['o1', 'done', 'c1'], 'R-c1']);
  });
});
