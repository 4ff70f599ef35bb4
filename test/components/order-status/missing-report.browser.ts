import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import { hasPart, recordAnnouncements, mount, part, parts, removeMounted, textOf } from './support/mount.ts';
import { orderStates } from '../../support/order-fixtures.ts';
import { withShipment, OrderServerHarness, transports } from './support/order-server-harness.ts';

const deliveredFields = withShipment('delivered', { lineItems: [{ id: 'l1', quantity: 1 }] });
const reportAction = { actions: [{ type: 'report-missing', mode: 'request' }] };

const isReported = (element: Element): boolean =>
  textOf(element) === 'You reported it missing' && hasPart(element, 'issue');

for (const transport of transports) {
  describe(`order-status: missing report, ${transport}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    async function mountDelivered(
      settings = {},
      properties = {},
    ): Promise<{ harness: OrderServerHarness; element: WaybillOrderStatus }> {
      const harness = await OrderServerHarness.open(transport, settings);
      await harness.control.updateOrder({ ...deliveredFields, ...reportAction });
      const element = await mount(harness.attributes, properties);
      await waitFor(() => hasPart(element, 'report'));
      part(element, 'missing').querySelector('summary')?.click();
      return { harness, element };
    }

    it('is sent once if the button is pressed several times, and the focus moves to its confirmation', async () => {
      const { harness, element } = await mountDelivered({ next: { cancel: [{ isHeld: true }] } });
      const announcements = recordAnnouncements(element);
      const reports: unknown[] = [];
      document.addEventListener('waybill-missing-report', ({ detail }) => reports.push(detail), { once: true });
      const button = part(element, 'report');
      button.focus();
      button.click();
      button.click();
      await settle();
      assert.equal(part(element, 'report').getAttribute('aria-disabled'), 'true');
      await expect(element).to.be.accessible();
      button.click();
      await harness.waitForServer(({ requests }) => requests.some(({ kind }) => kind === 'cancel'));
      await harness.control.releaseHeldResponses();
      await waitFor(() => isReported(element));
      await settle();
      assert.equal(textOf(element, 'issue'), 'We will show any news here');
      assert.isTrue(element.shadowRoot?.activeElement === part(element, 'issue'));
      assert.isFalse(hasPart(element, 'missing'), 'nothing is left to ask');
      assert.deepEqual(announcements, ['You reported it missing'], 'the focused issue says what happens next');
      assert.deepEqual(reports, [{ orderId: 'o1', shipmentId: 's1' }]);
      const { requests } = await harness.control.statistics();
      assert.lengthOf(
        requests.filter(({ kind }) => kind === 'cancel'),
        1,
      );
      // The shop removes the action. The focused confirmation stays.
      const versions: number[] = [];
      element.addEventListener('waybill-order-change', ({ detail }) => versions.push(detail.order.version));
      const version = await harness.control.updateOrder({ actions: [] });
      await harness.waitFor(() => versions.includes(version));
      await element.updateComplete;
      assert.isTrue(element.shadowRoot?.activeElement === part(element, 'issue'));
      assert.isTrue(isReported(element));
      await expect(element).to.be.accessible();
    });

    it('is announced once and keeps the focus if the order shows it before the response', async () => {
      const { harness, element } = await mountDelivered({ next: { cancel: [{ isHeld: true }] } });
      const announcements = recordAnnouncements(element);
      part(element, 'report').focus();
      part(element, 'report').click();
      await harness.waitForServer(({ requests }) => requests.some(({ kind }) => kind === 'cancel'));
      const exceptions = [{ kind: 'not_received', since: '2026-11-23T11:00:00Z' }];
      await harness.control.updateOrder({
        ...withShipment('delivered', { lineItems: [{ id: 'l1', quantity: 1 }], exceptions }),
        actions: [],
      });
      await harness.waitFor(() => isReported(element));
      assert.isFalse(hasPart(element, 'report'));
      await harness.control.releaseHeldResponses();
      await harness.waitForIdle();
      await waitFor(() => element.shadowRoot?.activeElement === part(element, 'issue'));
      await pageClock.pass(5_000);
      assert.deepEqual(announcements, ['You reported it missing']);
    });

    it('shows a message without a network, and is sent again with the same key [N11]', async () => {
      const { harness, element } = await mountDelivered({ always: { cancel: { refuse: true } } });
      const announcements = recordAnnouncements(element);
      part(element, 'report').focus();
      part(element, 'report').click();
      await waitFor(() => announcements.length > 0);
      assert.deepEqual(announcements, ['Your report could not be sent. Please try again']);
      assert.include(textOf(element, 'missing') ?? '', announcements[0] ?? '-');
      assert.isTrue(element.shadowRoot?.activeElement === part(element, 'report'));
      await harness.control.configure({ always: { cancel: {} } });
      part(element, 'report').click();
      await waitFor(() => isReported(element));
      assert.lengthOf((await harness.control.statistics()).idempotencyKeys, 1);
    });

    it('is sent again after a 401, with a new token and the same key', async () => {
      let token = 'first';
      const { harness, element } = await mountDelivered({ tokens: ['first', 'second'] }, { token: () => token });
      token = 'second';
      await harness.control.configure({ tokens: ['second'] });
      part(element, 'report').click();
      await waitFor(() => isReported(element));
      const cancelRequests = (await harness.control.statistics()).requests.filter(({ kind }) => kind === 'cancel');
      assert.deepEqual(
        cancelRequests.map(({ authorization }) => authorization),
        ['Bearer first', 'Bearer second'],
      );
      assert.equal(cancelRequests[0]?.key, cancelRequests[1]?.key);
    });

    it('is not sent if the page prevents the event', async () => {
      const { harness, element } = await mountDelivered();
      element.addEventListener('waybill-missing-report', (event) => event.preventDefault());
      part(element, 'report').click();
      part(element, 'report').click();
      await settle();
      assert.isFalse(isReported(element), 'no confirmation for a report of the page');
      assert.deepEqual((await harness.control.statistics()).idempotencyKeys, []);
    });
  });
}

describe('order-status: missing check', () => {
  before(() => pageClock.set('2026-11-23T11:00:00Z'));
  afterEach(removeMounted);

  it('has the address, the neighbours and the end of the wait', async () => {
    const element = await mount({}, { order: orderStates['delivered']?.() });
    assert.deepEqual(
      [...part(element, 'missing').querySelectorAll('li')].map(({ textContent }) => textContent),
      [
        'Check the delivery address',
        'Ask your household and neighbours',
        'Wait until Tue 24 November: parcels are sometimes marked delivered a day early',
      ],
    );
  });

  it('of each parcel has its own report', async () => {
    const order = {
      ...orderStates['several parcels']?.(),
      ...reportAction,
      events: [],
      shipments: ['s1', 's2'].map((id) => ({
        id,
        direction: 'outbound',
        status: 'delivered',
        tracking: [],
        lineItems: null,
      })),
    };
    const element = await mount({}, { order });
    element.addEventListener('waybill-missing-report', (event) => event.stopPropagation());
    parts(element, 'report')[1]?.click();
    await settle();
    await settle();
    // A report fails without an endpoint.
    assert.deepEqual(
      parts(element, 'missing').map((node) => node.textContent.includes('could not be sent')),
      [false, true],
    );
  });

  it('has a link if the action has a URL', async () => {
    const order = {
      ...orderStates['delivered']?.(),
      actions: [{ type: 'report-missing', mode: 'request', url: 'https://shop.example/missing' }],
    };
    const element = await mount({}, { order });
    assert.equal(part(element, 'report').getAttribute('href'), 'https://shop.example/missing');
  });

  it('is not rendered for a return', async () => {
    const element = await mount({}, { order: orderStates['return under way']?.() });
    assert.isFalse(hasPart(element, 'missing'));
  });
});
