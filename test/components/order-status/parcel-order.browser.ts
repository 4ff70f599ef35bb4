import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import '../../../src/components/cancel-item/cancel-item.define.ts';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import { mount, parts, removeMounted } from './support/mount.ts';
import {
  createEvent,
  createLineItem,
  now,
  createOrder,
  createShipment,
  type Fields,
} from '../../support/order-fixtures.ts';

const createParcel = (id: string, line: string): Fields =>
  createShipment(id, {
    status: 'preparing',
    lineItems: [{ id: line, quantity: 1 }],
    tracking: [{ number: `number of ${id}` }],
  });

const history = (id: string): Fields[] =>
  ['label_created', 'packed'].map((kind, index) =>
    createEvent(kind, `2026-11-2${index}T09:00:00Z`, { shipmentId: id, text: `${kind} ${id}` }),
  );

const events = [...history('s1'), ...history('s2'), ...history('s3')];

/** An order of three books in up to three parcels. Each book can be canceled. */
const createOrderWithParcels = (version: number, ids: readonly string[]): Fields =>
  createOrder({
    version,
    lineItems: ['dune', 'solaris', 'ubik'].map((id) => createLineItem(id, id)),
    shipments: ids.map((id) => createParcel(id, { s1: 'dune', s2: 'solaris', s3: 'ubik' }[id] ?? '')),
    events,
    actions: [
      {
        type: 'cancel-items',
        mode: 'instant',
        lineItems: ['dune', 'solaris', 'ubik'].map((id) => ({ id, maxQuantity: 1 })),
      },
    ],
  });

/** The section of the parcel with this tracking number. */
function sectionOf(element: Element, id: string): HTMLElement {
  const section = parts(element, 'parcel').find(({ textContent }) => textContent.includes(`number of ${id}`));
  if (!section) throw new Error(`no parcel ${id}`);
  return section;
}

const cancelOf = (section: Element): HTMLElement | null => section.querySelector('waybill-cancel-item');

describe('order-status: order of the parcels', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  const parcelOrders = [
    ['s3', 's2', 's1'],
    ['s2', 's3', 's1'],
    ['s3', 's1', 's2'],
    ['s2', 's1', 's3'],
    ['s2', 's1'],
    ['s3', 's2'],
  ];

  async function mountThreeParcels(): Promise<WaybillOrderStatus> {
    const element = await mount({}, { order: createOrderWithParcels(1, ['s1', 's2', 's3']) });
    await settle();
    return element;
  }

  async function updateParcels(element: WaybillOrderStatus, version: number, ids: readonly string[]): Promise<void> {
    Reflect.set(element, 'order', createOrderWithParcels(version, ids));
    await settle();
  }

  for (const ids of parcelOrders) {
    const keptId = ids.includes('s2') ? 's2' : 's1';

    it(`${ids.join(', ')}: the parcels keep their nodes, open details and cancel elements`, async () => {
      const element = await mountThreeParcels();
      const sectionsBefore = new Map(ids.map((id) => [id, sectionOf(element, id)]));
      const cancelElements = new Map(ids.map((id) => [id, cancelOf(sectionOf(element, id))]));
      for (const details of sectionOf(element, keptId).querySelectorAll('details')) details.open = true;
      await updateParcels(element, 2, ids);
      assert.deepEqual(
        parts(element, 'tracking-number').map(({ textContent }) => textContent),
        ids.map((id) => `number of ${id}`),
      );
      for (const id of ids) {
        assert.isTrue(sectionOf(element, id) === sectionsBefore.get(id), id);
        assert.isTrue(
          cancelElements.get(id) !== null && cancelOf(sectionOf(element, id)) === cancelElements.get(id),
          id,
        );
      }
      const openIds = ids.filter((id) => sectionOf(element, id).querySelector('details')?.open);
      assert.deepEqual(openIds, [keptId]);
    });

    for (const name of ['copy', 'summary']) {
      it(`${ids.join(', ')}: the focus stays on a control (${name})`, async () => {
        const element = await mountThreeParcels();
        const control = sectionOf(element, keptId).querySelector<HTMLElement>(
          name === 'copy' ? '[part~=copy]' : 'summary',
        );
        control?.focus();
        await updateParcels(element, 2, ids);
        assert.isTrue(element.shadowRoot?.activeElement === control);
      });
    }

    it(`${ids.join(', ')}: the focus stays on the button of a cancel element`, async () => {
      const element = await mountThreeParcels();
      const cancel = cancelOf(sectionOf(element, keptId));
      const button = cancel?.shadowRoot?.querySelector<HTMLElement>('[part~=trigger]');
      button?.focus();
      await updateParcels(element, 2, ids);
      assert.isTrue(element.shadowRoot?.activeElement === cancel);
      assert.isTrue(cancel?.shadowRoot?.activeElement === button);
    });

    it(`${ids.join(', ')}: an open dialog stays modal and keeps its focus`, async () => {
      const element = await mountThreeParcels();
      const cancel = cancelOf(sectionOf(element, keptId));
      const root = cancel?.shadowRoot as ShadowRoot;
      root.querySelector<HTMLElement>('[part~=trigger]')?.click();
      await settle();
      root.querySelector<HTMLElement>('[part~=confirm]')?.focus();
      await updateParcels(element, 2, ids);
      await updateParcels(element, 3, ['s1', 's2', 's3']);
      assert.isTrue(cancel?.matches(':state(open)'));
      assert.isTrue(root.querySelector('dialog')?.matches(':modal'));
      assert.equal(root.activeElement?.getAttribute('part'), 'button confirm');
      root.querySelector<HTMLElement>('[part~=keep]')?.click();
      await settle();
      assert.isFalse(root.querySelector('dialog')?.open);
    });
  }
});
