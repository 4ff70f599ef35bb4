import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { renderedText, mount, part, parts, removeMounted, textOf } from './support/mount.ts';
import {
  createLineItem,
  now,
  createOrder,
  createShipment,
  orderStates,
  type Fields,
} from '../../support/order-fixtures.ts';
import { OrderServerHarness } from './support/order-server-harness.ts';

/* The order status and cancel elements. It does not import their definition, so a stand-in is enough. */

const tag = 'waybill-cancel-item';

const cancelItemsAction = { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'solaris', maxQuantity: 2 }] };

/** An order of which Dune has shipped and Solaris has not. */
const createTestOrder = (fields: Fields = {}): Fields =>
  createOrder({
    lineItems: [
      createLineItem('dune', 'Dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } }),
      createLineItem('solaris', 'Solaris', 2),
    ],
    shipments: [createShipment('s1')],
    actions: [cancelItemsAction],
    ...fields,
  });

const createCanceledOrder = (): Fields =>
  createTestOrder({
    version: 2,
    lineItems: [
      createLineItem('dune', 'Dune', 1),
      createLineItem('solaris', 'Solaris', 2, { quantity: { original: 2, total: 0, fulfilled: 0 } }),
    ],
    adjustments: [
      {
        id: 'a',
        kind: 'cancellation',
        lineItems: [{ id: 'solaris', quantity: 2 }],
        money: { amount: 2580, currency: 'EUR' },
        status: 'completed',
      },
    ],
    actions: [],
  });

/** Adds a custom state to a stand-in. */
const setStandInState = (cancel: HTMLElement | undefined, state: string): void => {
  (Reflect.get(cancel ?? {}, 'internalStates') as CustomStateSet).add(state);
};

const cancelElementsOf = (element: Element): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(tag) ?? []),
];

describe('order-status: the cancel element', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('an undefined cancel element takes no space, and is removed with its action', async () => {
    const element = await mount(
      {},
      { order: { ...createTestOrder(), actions: [cancelItemsAction, { type: 'cancel-order', mode: 'instant' }] } },
    );
    assert.lengthOf(cancelElementsOf(element), 2);
    for (const cancel of cancelElementsOf(element)) assert.lengthOf([...cancel.getClientRects()], 0);
    assert.equal(part(element, 'actions').getBoundingClientRect().height, 0);
    Reflect.set(element, 'order', createCanceledOrder());
    await settle();
    assert.lengthOf(cancelElementsOf(element), 0);
  });

  describe('if it is defined', () => {
    before(() => {
      customElements.define(
        tag,
        class extends HTMLElement {
          /** The real element exposes its states in the same way. */
          readonly internalStates = this.attachInternals().states;
        },
      );
    });

    it('each line with a cancel action has a cancel element with order, token, endpoint and time zone', async () => {
      const token = () => 'abc';
      const element = await mount(
        { 'time-zone': 'Europe/Berlin' },
        { order: createTestOrder(), token, endpoint: '/waybill' },
      );
      const [cancel, ...others] = cancelElementsOf(element);
      assert.lengthOf(others, 0);
      assert.isTrue(cancel?.closest('[part="item"]')?.textContent?.includes('Solaris'));
      assert.equal(cancel?.getAttribute('line-item'), 'solaris');
      for (const [name, value] of Object.entries({ token, endpoint: '/waybill', timeZone: 'Europe/Berlin' })) {
        assert.isTrue(Reflect.get(cancel ?? {}, name) === value, name);
      }
      assert.equal((Reflect.get(cancel ?? {}, 'order') as Fields)['version'], 1);
    });

    it('an action for the whole order is a cancel element, and an action with a URL is a link', async () => {
      const actions = [
        { type: 'cancel-order', mode: 'instant' },
        { type: 'withdraw', mode: 'request', url: 'https://shop.example/withdraw' },
      ];
      const element = await mount({}, { order: createTestOrder({ actions }) });
      const [cancel, ...others] = cancelElementsOf(element);
      assert.lengthOf(others, 0);
      assert.equal(cancel?.getAttribute('type'), 'cancel-order');
      assert.isTrue(part(element, 'actions').contains(cancel ?? null));
      assert.lengthOf(parts(element, 'withdraw'), 1);
      setStandInState(cancel, 'completed');
      Reflect.set(element, 'order', createTestOrder({ version: 2, actions: [] }));
      await settle();
      assert.isTrue(cancelElementsOf(element)[0] === cancel);
    });

    it('an unused cancel element is removed with its action', async () => {
      const actions = [cancelItemsAction, { type: 'cancel-order', mode: 'instant' }];
      const element = await mount({}, { order: createTestOrder({ actions }) });
      assert.lengthOf(cancelElementsOf(element), 2);
      const shipments = [createShipment('s1'), createShipment('s2', { lineItems: [{ id: 'solaris', quantity: 2 }] })];
      Reflect.set(element, 'order', createTestOrder({ version: 2, shipments, actions: [] }));
      await settle();
      assert.lengthOf(cancelElementsOf(element), 0);
      assert.deepEqual(
        parts(element, 'item-title').map(({ textContent }) => textContent),
        ['Dune', '2 × Solaris'],
      );
    });

    it('a cancel element keeps its place and focus after the cancellation, beside the refund', async () => {
      const element = await mount({}, { order: createTestOrder() });
      const [cancel] = cancelElementsOf(element);
      cancel?.setAttribute('tabindex', '0');
      cancel?.focus();
      Reflect.set(element, 'order', createCanceledOrder());
      await settle();
      assert.isTrue(cancelElementsOf(element)[0] === cancel);
      assert.isTrue(element.shadowRoot?.activeElement === cancel);
      assert.match(cancel?.closest('[part="item"]')?.textContent ?? '', /^2 × Solaris: canceledRefund: €25\.80/);
      assert.lengthOf(parts(element, 'adjustments'), 0);
      assert.notInclude(renderedText(element), 'Not sent yet');
    });

    it('an open cancel element keeps its place if its line ships, and the line is also in its parcel', async () => {
      const element = await mount({}, { order: createTestOrder() });
      const [cancel] = cancelElementsOf(element);
      setStandInState(cancel, 'open');
      const shipments = [createShipment('s1'), createShipment('s2', { lineItems: [{ id: 'solaris', quantity: 2 }] })];
      Reflect.set(element, 'order', createTestOrder({ version: 2, shipments, actions: [] }));
      await settle();
      assert.isTrue(cancelElementsOf(element)[0] === cancel);
      assert.deepEqual(
        parts(element, 'item-title').map(({ textContent }) => textContent),
        ['Dune', 'Solaris', '2 × Solaris'],
      );
      assert.lengthOf(element.shadowRoot?.querySelectorAll('slot[name="item-solaris"]') ?? [], 1);
    });

    it('a cancel element is removed with its line, and the focus moves to the list [D13]', async () => {
      const element = await mount({}, { order: createTestOrder() });
      const [cancel] = cancelElementsOf(element);
      cancel?.setAttribute('tabindex', '0');
      cancel?.focus();
      Reflect.set(
        element,
        'order',
        createTestOrder({ version: 2, lineItems: [createLineItem('dune', 'Dune')], actions: [] }),
      );
      await settle();
      assert.lengthOf(cancelElementsOf(element), 0);
      assert.isTrue(document.activeElement === element);
    });

    it('a cancel element is removed if another order is shown', async () => {
      const element = await mount({}, { order: createTestOrder() });
      Reflect.set(element, 'order', { ...createCanceledOrder(), id: 'o2' });
      await settle();
      assert.lengthOf(cancelElementsOf(element), 0);
      assert.match(textOf(element, 'adjustments') ?? '', /canceled/);
    });

    it('a change event of a cancel element causes a snapshot request', async () => {
      const harness = await OrderServerHarness.open('polling', {});
      const element = await mount(harness.attributes);
      await harness.waitForConnection(element);
      await harness.pass(2_000);
      const countSnapshots = async (): Promise<number> =>
        (await harness.control.statistics()).requests.filter(({ kind }) => kind === 'snapshot').length;
      const countBefore = await countSnapshots();
      part(element, 'headline').dispatchEvent(
        new CustomEvent('waybill-cancel-change', { bubbles: true, composed: true }),
      );
      await harness.passUntil(5_000, async () => (await countSnapshots()) > countBefore);
      assert.equal(await countSnapshots(), countBefore + 1);
    });
  });

  it('a customs hold has the instruction with its deadline, and the amount on its button', async () => {
    const element = await mount({}, { order: orderStates['customs']?.() });
    assert.deepEqual(
      parts(element, 'todo').map(({ textContent }) => textContent),
      ['pay the duty by Fri 27 November at 5:00 PM'],
    );
    assert.equal(textOf(element, 'primary'), 'Pay €12.90');
    assert.equal(part(element, 'primary').getAttribute('href'), 'https://customs.example/pay');
    assert.isTrue(part(element, 'issue').matches('[part~="issue-blocking"]'));
  });

  it('a compact customs hold has the instruction in place of the headline', async () => {
    const element = await mount({ layout: 'compact' }, { order: orderStates['customs']?.() });
    assert.equal(textOf(element), 'Action needed: Pay €12.90');
    assert.isTrue(part(element, 'headline').matches('[part~="headline-late"]'));
    assert.include(part(element, 'bar').getAttribute('aria-label') ?? '', 'Held at customs');
  });
});
