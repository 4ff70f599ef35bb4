import { expect } from '@open-wc/testing';
import { pageClock } from '../support/page-clock.ts';
import '../../src/components/cancel-item/cancel-item.define.ts';
import '../../src/components/delivery-estimate/delivery-estimate.define.ts';
import '../../src/components/order-status/order-status.define.ts';
import { createOrder, createShipment } from '../support/order-fixtures.ts';
import { actionOf, orderOf } from './cancel-item/support/orders.ts';
import { createEstimate } from './delivery-estimate/support/estimates.ts';
import { createJsonScript } from './support/mount-helpers.ts';

const tracking = [{ number: '1', url: 'https://carrier.example/1' }];
const createStatusOrder = (version: number, status: string): unknown =>
  createOrder({ version, shipments: [createShipment('s1', { status, tracking })] });

const frames = async (): Promise<void> => {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

describe('the text of an inline script that is changed in place', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => document.body.replaceChildren());

  for (const [tag, before, after, focusPart, texts] of [
    [
      'waybill-order-status',
      createStatusOrder(1, 'in_transit'),
      createStatusOrder(2, 'out_for_delivery'),
      'copy',
      [/on its way/i, /out for delivery/i],
    ],
    [
      'waybill-cancel-item',
      orderOf({ actions: [actionOf({ until: '2026-11-23T16:00:00Z' })] }),
      orderOf({ version: 2, actions: [actionOf({ until: '2026-11-23T17:00:00Z' })] }),
      'trigger',
      [/until 4:00/i, /until 5:00/i],
    ],
    [
      'waybill-delivery-estimate',
      createEstimate(),
      createEstimate({ window: { from: '2026-11-27', to: '2026-11-27' } }),
      undefined,
      [/25 – Thu 26 November/, /27 November/],
    ],
  ] as const)
    it(`shows the new one in ${tag} within two frames, announced once, with the focus kept (E1)`, async () => {
      const element = document.createElement(tag);
      const script = createJsonScript(before);
      if (tag === 'waybill-cancel-item') element.setAttribute('line-item', 'mug');
      element.append(script);
      document.body.append(element);
      await frames();
      const rendered = (): string => element.shadowRoot?.textContent ?? '';
      expect(rendered()).to.match(texts[0]);
      const target = focusPart && element.shadowRoot?.querySelector<HTMLElement>(`[part~="${focusPart}"]`);
      target?.focus();
      const announced: string[] = [];
      const observer = new MutationObserver((records) => {
        for (const { target: node } of records) {
          const region = (node instanceof Element ? node : node.parentElement)?.closest('[role=status]');
          if (region?.textContent) announced.push(region.textContent);
        }
      });
      observer.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true });
      (script.firstChild as Text).data = JSON.stringify(after);
      await frames();
      expect(rendered()).to.match(texts[1]);
      expect(rendered()).not.to.match(texts[0]);
      expect(announced.length).to.equal(tag === 'waybill-cancel-item' ? 0 : 1);
      if (focusPart) expect(element.shadowRoot?.activeElement?.part.contains(focusPart)).to.equal(true);
    });
});
