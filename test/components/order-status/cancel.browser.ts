import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { drawnText, mount, part, parts, removeMounted, textOf } from './support/mount.ts';
import { lineOf, now, orderOf, parcelOf, states, type Fields } from './support/orders.ts';
import { Scene } from './support/scene.ts';

/* What the order status does for any element of this name: it never imports one. */

const tag = 'waybill-cancel-item';

const offer = { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'solaris', maxQuantity: 2 }] };

/** Dune is sent, Solaris is not. */
const order = (fields: Fields = {}): Fields =>
  orderOf({
    lineItems: [lineOf('dune', 'Dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } }), lineOf('solaris', 'Solaris', 2)],
    shipments: [parcelOf('s1')],
    actions: [offer],
    ...fields,
  });

const canceled = (): Fields =>
  order({
    version: 2,
    lineItems: [lineOf('dune', 'Dune', 1), lineOf('solaris', 'Solaris', 2, { quantity: { original: 2, total: 0, fulfilled: 0 } })],
    adjustments: [
      { id: 'a', kind: 'cancellation', lineItems: [{ id: 'solaris', quantity: 2 }], money: { amount: 2580, currency: 'EUR' }, status: 'completed' },
    ],
    actions: [],
  });

/** Makes a stand-in tell that it is in this state. */
const say = (cancel: HTMLElement | undefined, state: string): void => {
  (Reflect.get(cancel ?? {}, 'says') as CustomStateSet).add(state);
};

const cancels = (element: Element): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(tag) ?? [])];

describe('order-status: the cancel element', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('of which there is none shows nothing, and keeps nothing', async () => {
    const element = await mount({}, { order: { ...order(), actions: [offer, { type: 'cancel-order', mode: 'instant' }] } });
    assert.lengthOf(cancels(element), 2);
    for (const cancel of cancels(element)) assert.lengthOf([...cancel.getClientRects()], 0);
    assert.equal(part(element, 'actions').getBoundingClientRect().height, 0);
    Reflect.set(element, 'order', canceled());
    await settle();
    assert.lengthOf(cancels(element), 0);
  });

  describe('where it is defined', () => {
    before(() => {
      customElements.define(
        tag,
        class extends HTMLElement {
          /** As the real one tells by its states. */
          readonly says = this.attachInternals().states;
        },
      );
    });

    it('stands beside each line that may be canceled, and is handed what it needs', async () => {
      const token = () => 'abc';
      const element = await mount({ 'time-zone': 'Europe/Berlin' }, { order: order(), token, endpoint: '/waybill' });
      const [cancel, ...more] = cancels(element);
      assert.lengthOf(more, 0);
      assert.isTrue(cancel?.closest('[part="item"]')?.textContent?.includes('Solaris'));
      assert.equal(cancel?.getAttribute('line-item'), 'solaris');
      for (const [name, value] of Object.entries({ token, endpoint: '/waybill', timeZone: 'Europe/Berlin' })) {
        assert.isTrue(Reflect.get(cancel ?? {}, name) === value, name);
      }
      assert.equal((Reflect.get(cancel ?? {}, 'order') as Fields)['version'], 1);
    });

    it('offers the whole order’s ways out among the actions, unless the shop has a page for them', async () => {
      const actions = [
        { type: 'cancel-order', mode: 'instant' },
        { type: 'withdraw', mode: 'request', url: 'https://shop.example/withdraw' },
      ];
      const element = await mount({}, { order: order({ actions }) });
      const [cancel, ...more] = cancels(element);
      assert.lengthOf(more, 0);
      assert.equal(cancel?.getAttribute('type'), 'cancel-order');
      assert.isTrue(part(element, 'actions').contains(cancel ?? null));
      assert.lengthOf(parts(element, 'withdraw'), 1);
      say(cancel, 'done');
      Reflect.set(element, 'order', order({ version: 2, actions: [] }));
      await settle();
      assert.isTrue(cancels(element)[0] === cancel);
    });

    it('goes with its offer while nobody uses it', async () => {
      const actions = [offer, { type: 'cancel-order', mode: 'instant' }];
      const element = await mount({}, { order: order({ actions }) });
      assert.lengthOf(cancels(element), 2);
      const shipments = [parcelOf('s1'), parcelOf('s2', { lineItems: [{ id: 'solaris', quantity: 2 }] })];
      Reflect.set(element, 'order', order({ version: 2, shipments, actions: [] }));
      await settle();
      assert.lengthOf(cancels(element), 0);
      assert.deepEqual(parts(element, 'item').map((item) => item.firstChild?.textContent), ['Dune', '2 × Solaris']);
    });

    it('stays with its focus beside a line that was canceled, with what came back', async () => {
      const element = await mount({}, { order: order() });
      const [cancel] = cancels(element);
      cancel?.setAttribute('tabindex', '0');
      cancel?.focus();
      Reflect.set(element, 'order', canceled());
      await settle();
      assert.isTrue(cancels(element)[0] === cancel);
      assert.isTrue(element.shadowRoot?.activeElement === cancel);
      assert.match(cancel?.closest('[part="item"]')?.textContent ?? '', /^2 × Solaris: canceledRefund: €25\.80/);
      assert.lengthOf(parts(element, 'adjustments'), 0);
      assert.notInclude(drawnText(element), 'Not sent yet');
    });

    it('stays where it is when its line is sent while it is open, and the line stands in its parcel too', async () => {
      const element = await mount({}, { order: order() });
      const [cancel] = cancels(element);
      say(cancel, 'open');
      const shipments = [parcelOf('s1'), parcelOf('s2', { lineItems: [{ id: 'solaris', quantity: 2 }] })];
      Reflect.set(element, 'order', order({ version: 2, shipments, actions: [] }));
      await settle();
      assert.isTrue(cancels(element)[0] === cancel);
      assert.deepEqual(parts(element, 'item').map((item) => item.firstChild?.textContent), ['Dune', '2 × Solaris', 'Solaris']);
      assert.lengthOf(element.shadowRoot?.querySelectorAll('slot[name="item-solaris"]') ?? [], 1);
    });

    it('D13: goes with a line that the order no longer has, and leaves the focus to the list', async () => {
      const element = await mount({}, { order: order() });
      const [cancel] = cancels(element);
      cancel?.setAttribute('tabindex', '0');
      cancel?.focus();
      Reflect.set(element, 'order', order({ version: 2, lineItems: [lineOf('dune', 'Dune')], actions: [] }));
      await settle();
      assert.lengthOf(cancels(element), 0);
      assert.isTrue(document.activeElement === element);
    });

    it('is forgotten with the order', async () => {
      const element = await mount({}, { order: order() });
      Reflect.set(element, 'order', { ...canceled(), id: 'o2' });
      await settle();
      assert.lengthOf(cancels(element), 0);
      assert.match(textOf(element, 'adjustments') ?? '', /canceled/);
    });

    it('says that something changed, and the order is asked for at once', async () => {
      const scene = await Scene.open('polling', {});
      const element = await mount(scene.attributes);
      await scene.follows(element);
      await scene.pass(2_000);
      const snapshots = async (): Promise<number> =>
        (await scene.control.statistics()).requests.filter(({ kind }) => kind === 'snapshot').length;
      const before = await snapshots();
      part(element, 'headline').dispatchEvent(new CustomEvent('waybill-cancel-change', { bubbles: true, composed: true }));
      await scene.passUntil(5_000, async () => (await snapshots()) > before);
      assert.equal(await snapshots(), before + 1);
    });
  });

  it('a customs hold says in one line what is due and by when', async () => {
    const element = await mount({ compact: '' }, { order: states['customs']?.() });
    const due = [...part(element, 'trouble').children].map(({ textContent }) => textContent);
    assert.deepEqual(due, ['You need to act: pay the duty', 'By Fri, November 27 at 5:00 PM', 'To pay: €12.90']);
  });
});
