import { pageClock, settle, until } from '../delivery-estimate/support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import { hasPart, listen, mount, part, parts, removeMounted, textOf } from './support/mount.ts';
import { states } from './support/orders.ts';
import { parcel, Scene, ways } from './support/scene.ts';

const lost = parcel('delivered', { lineItems: [{ id: 'l1', quantity: 1 }] });
const offer = { actions: [{ type: 'report-missing', mode: 'request' }] };

for (const way of ways) {
  describe(`order-status: delivered and not there, ${way}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    async function open(settings = {}, given = {}): Promise<{ scene: Scene; element: WaybillOrderStatus }> {
      const scene = await Scene.open(way, settings);
      await scene.control.change({ ...lost, ...offer });
      const element = await mount(scene.attributes, given);
      await until(() => hasPart(element, 'report'));
      part(element, 'missing').querySelector('summary')?.click();
      return { scene, element };
    }

    it('is reported once, however often the button is pressed; the focus goes to what came of it', async () => {
      const { scene, element } = await open({ next: { cancel: [{ isHeld: true }] } });
      const heard = listen(element);
      const told: unknown[] = [];
      document.addEventListener('waybill-missing-report', ({ detail }) => told.push(detail), { once: true });
      const button = part(element, 'report');
      button.focus();
      button.click();
      button.click();
      await settle();
      assert.equal(part(element, 'report').getAttribute('aria-disabled'), 'true');
      await expect(element).to.be.accessible();
      button.click();
      await scene.sees(({ requests }) => requests.some(({ kind }) => kind === 'cancel'));
      await scene.control.release();
      await until(() => hasPart(element, 'reported'));
      await settle();
      assert.equal(textOf(element, 'reported'), 'You reported it missing');
      assert.isTrue(element.shadowRoot?.activeElement === part(element, 'reported'));
      assert.deepEqual(heard, [], 'what has the focus is read out by that');
      assert.deepEqual(told, [{ orderId: 'o1', shipmentId: 's1' }]);
      const { requests } = await scene.control.statistics();
      assert.lengthOf(requests.filter(({ kind }) => kind === 'cancel'), 1);
      // The shop takes the offer back, and what has the focus stays.
      const versions: number[] = [];
      element.addEventListener('waybill-order-change', ({ detail }) => versions.push(detail.order.version));
      const version = await scene.control.change({ actions: [] });
      await scene.until(() => versions.includes(version));
      await element.updateComplete;
      assert.isTrue(element.shadowRoot?.activeElement === part(element, 'reported'));
      await expect(element).to.be.accessible();
    });

    it('N11: without a network it says so, and goes on under the same key', async () => {
      const { scene, element } = await open({ always: { cancel: { refuse: true } } });
      const heard = listen(element);
      part(element, 'report').focus();
      part(element, 'report').click();
      await until(() => heard.length > 0);
      assert.deepEqual(heard, ['Your report did not arrive. Please try again']);
      assert.include(textOf(element, 'missing') ?? '', heard[0] ?? '-');
      assert.isTrue(element.shadowRoot?.activeElement === part(element, 'report'));
      await scene.control.set({ always: { cancel: {} } });
      part(element, 'report').click();
      await until(() => hasPart(element, 'reported'));
      assert.lengthOf((await scene.control.statistics()).keys, 1);
    });

    it('401: once more with a new token and the same key', async () => {
      let token = 'first';
      const { scene, element } = await open({ tokens: ['first', 'second'] }, { token: () => token });
      token = 'second';
      await scene.control.set({ tokens: ['second'] });
      part(element, 'report').click();
      await until(() => hasPart(element, 'reported'));
      const sent = (await scene.control.statistics()).requests.filter(({ kind }) => kind === 'cancel');
      assert.deepEqual(sent.map(({ authorization }) => authorization), ['Bearer first', 'Bearer second']);
      assert.equal(sent[0]?.key, sent[1]?.key);
    });

    it('the page may take it over', async () => {
      const { scene, element } = await open();
      element.addEventListener('waybill-missing-report', (event) => event.preventDefault());
      part(element, 'report').click();
      part(element, 'report').click();
      await settle();
      assert.isFalse(hasPart(element, 'reported'), 'nothing is claimed that the page has not done');
      assert.deepEqual((await scene.control.statistics()).keys, []);
    });
  });
}

describe('order-status: delivered and not there', () => {
  before(() => pageClock.set('2026-11-23T11:00:00Z'));
  afterEach(removeMounted);

  it('is checked first: address, neighbours, until when to wait', async () => {
    const element = await mount({}, { order: states['delivered']?.() });
    assert.deepEqual([...part(element, 'missing').querySelectorAll('li')].map(({ textContent }) => textContent), [
      'Check the address of the order',
      'Ask at home and next door',
      'Wait until Tue, November 24: a parcel can be scanned a day ahead',
    ]);
  });

  it('of two parcels one is reported, and the other is not', async () => {
    const order = { ...states['several parcels']?.(), ...offer, events: [], shipments: ['s1', 's2'].map((id) => ({ id, direction: 'outbound', status: 'delivered', tracking: [], lineItems: null })) };
    const element = await mount({}, { order });
    element.addEventListener('waybill-missing-report', (event) => event.stopPropagation());
    parts(element, 'report')[1]?.click();
    await settle();
    await settle();
    // Without an endpoint nobody can be told.
    assert.deepEqual(parts(element, 'missing').map((each) => each.textContent.includes('did not arrive')), [false, true]);
  });

  it('where the shop has a page for it, that is linked', async () => {
    const order = { ...states['delivered']?.(), actions: [{ type: 'report-missing', mode: 'request', url: 'https://shop.example/missing' }] };
    const element = await mount({}, { order });
    assert.equal(part(element, 'report').getAttribute('href'), 'https://shop.example/missing');
  });

  it('is not asked about what goes back', async () => {
    const element = await mount({}, { order: states['return under way']?.() });
    assert.isFalse(hasPart(element, 'missing'));
  });
});
