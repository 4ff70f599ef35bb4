import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import '../../../src/components/cancel-item/cancel-item.define.ts';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import { mount, parts, removeMounted } from './support/mount.ts';
import { eventOf, lineOf, now, orderOf, parcelOf, type Fields } from './support/orders.ts';

const parcel = (id: string, line: string): Fields =>
  parcelOf(id, { status: 'preparing', lineItems: [{ id: line, quantity: 1 }], tracking: [{ number: `number of ${id}` }] });

const history = (id: string): Fields[] =>
  ['label_created', 'packed'].map((kind, index) => eventOf(kind, `2026-11-2${index}T09:00:00Z`, { shipmentId: id, text: `${kind} ${id}` }));

const events = [...history('s1'), ...history('s2'), ...history('s3')];

/** Three books in three parcels, each still to be canceled. */
const orderWith = (version: number, ids: readonly string[]): Fields =>
  orderOf({
    version,
    lineItems: ['dune', 'solaris', 'ubik'].map((id) => lineOf(id, id)),
    shipments: ids.map((id) => parcel(id, { s1: 'dune', s2: 'solaris', s3: 'ubik' }[id] ?? '')),
    events,
    actions: [{ type: 'cancel-items', mode: 'instant', lineItems: ['dune', 'solaris', 'ubik'].map((id) => ({ id, maxQuantity: 1 })) }],
  });

/** The section of the parcel with this tracking number. */
function sectionOf(element: Element, id: string): HTMLElement {
  const found = parts(element, 'parcel').find(({ textContent }) => textContent.includes(`number of ${id}`));
  if (!found) throw new Error(`no parcel ${id}`);
  return found;
}

const cancelOf = (section: Element): HTMLElement | null => section.querySelector('waybill-cancel-item');

describe('order-status: parcels that change places', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  const arrangements = [['s3', 's2', 's1'], ['s2', 's3', 's1'], ['s3', 's1', 's2'], ['s2', 's1', 's3'], ['s2', 's1'], ['s3', 's2']];

  async function open(): Promise<WaybillOrderStatus> {
    const element = await mount({}, { order: orderWith(1, ['s1', 's2', 's3']) });
    await settle();
    return element;
  }

  async function rearrange(element: WaybillOrderStatus, version: number, ids: readonly string[]): Promise<void> {
    Reflect.set(element, 'order', orderWith(version, ids));
    await settle();
  }

  for (const ids of arrangements) {
    const kept = ids.includes('s2') ? 's2' : 's1';

    it(`${ids.join(', ')}: they are the same, with what was unfolded, and with their cancel elements`, async () => {
      const element = await open();
      const before = new Map(ids.map((id) => [id, sectionOf(element, id)]));
      const cancels = new Map(ids.map((id) => [id, cancelOf(sectionOf(element, id))]));
      for (const details of sectionOf(element, kept).querySelectorAll('details')) details.open = true;
      await rearrange(element, 2, ids);
      assert.deepEqual(parts(element, 'tracking-number').map(({ textContent }) => textContent), ids.map((id) => `number of ${id}`));
      for (const id of ids) {
        assert.isTrue(sectionOf(element, id) === before.get(id), id);
        assert.isTrue(cancels.get(id) !== null && cancelOf(sectionOf(element, id)) === cancels.get(id), id);
      }
      const unfolded = ids.filter((id) => sectionOf(element, id).querySelector('details')?.open);
      assert.deepEqual(unfolded, [kept]);
    });

    for (const name of ['copy', 'summary']) {
      it(`${ids.join(', ')}: the focus stays (${name})`, async () => {
        const element = await open();
        const control = sectionOf(element, kept).querySelector<HTMLElement>(name === 'copy' ? '[part~=copy]' : 'summary');
        control?.focus();
        await rearrange(element, 2, ids);
        assert.isTrue(element.shadowRoot?.activeElement === control);
      });
    }

    it(`${ids.join(', ')}: the focus stays on the button of a cancel element`, async () => {
      const element = await open();
      const cancel = cancelOf(sectionOf(element, kept));
      const button = cancel?.shadowRoot?.querySelector<HTMLElement>('[part~=open]');
      button?.focus();
      await rearrange(element, 2, ids);
      assert.isTrue(element.shadowRoot?.activeElement === cancel);
      assert.isTrue(cancel?.shadowRoot?.activeElement === button);
    });

    it(`${ids.join(', ')}: an open question stays open above the page, with what was chosen`, async () => {
      const element = await open();
      const cancel = cancelOf(sectionOf(element, kept));
      const root = cancel?.shadowRoot as ShadowRoot;
      root.querySelector<HTMLElement>('[part~=open]')?.click();
      await settle();
      root.querySelector<HTMLElement>('[part~=confirm]')?.focus();
      await rearrange(element, 2, ids);
      await rearrange(element, 3, ['s1', 's2', 's3']);
      assert.isTrue(cancel?.matches(':state(open)'));
      assert.isTrue(root.querySelector('dialog')?.matches(':modal'));
      assert.equal(root.activeElement?.getAttribute('part'), 'button confirm');
      root.querySelector<HTMLElement>('[part~=keep]')?.click();
      await settle();
      assert.isFalse(root.querySelector('dialog')?.open);
    });
  }
});
