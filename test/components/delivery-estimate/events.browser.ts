import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateChangeDetail } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { estimateOf } from './support/estimates.ts';
import { mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';

let events: CustomEvent<EstimateChangeDetail>[] = [];
const listen = (event: CustomEvent<EstimateChangeDetail>): void => void events.push(event);

describe('delivery-estimate: waybill-estimate-change', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    events = [];
    document.addEventListener('waybill-estimate-change', listen);
  });
  afterEach(() => {
    document.removeEventListener('waybill-estimate-change', listen);
    removeMounted();
  });

  it('brings the answer to the page, once, from within shadow roots too', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const element = await mount({ sku: 'cup' }, { source: async () => [estimateOf(), estimateOf({ id: 'express' })] });
    host.attachShadow({ mode: 'open' }).append(element);
    await settle();
    host.remove();
    assert.lengthOf(events, 1);
    const { detail, bubbles, composed, cancelable } = events[0] as CustomEvent<EstimateChangeDetail>;
    assert.deepEqual(detail.estimates.map(({ id }) => id), ['standard', 'express']);
    assert.equal(detail.estimate, detail.estimates[0]);
    assert.deepEqual({ bubbles, composed, cancelable }, { bubbles: true, composed: true, cancelable: false });
  });

  it('is sent when what it says is drawn', async () => {
    let drawn: string | undefined;
    const element = await mount({ sku: 'cup' }, { source: async () => estimateOf() });
    element.addEventListener('waybill-estimate-change', () => (drawn = textOf(element)));
    await settle();
    assert.match(drawn ?? '', /^Arrives Wed/);
  });

  it('is silent about what the page itself says', async () => {
    const element = await mount({ from: '2026-11-25' });
    element.estimates = estimateOf();
    await element.updateComplete;
    assert.lengthOf(events, 0);
  });

  it('comes with another product, not with the same answer again', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    await settle();
    assert.lengthOf(events, 1);
    element.quantity = 2;
    await settle();
    assert.lengthOf(events, 1);
    element.sku = 'slow';
    await settle();
    assert.lengthOf(events, 2);
    assert.equal(events[1]?.detail.estimate.window?.from, '2026-12-01');
  });

  it('comes when time changes the answer', async () => {
    await mount({ sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    await settle();
    assert.equal(events[0]?.detail.estimate.orderBy, '2026-11-23T13:00:00Z');
    await pageClock.pass(3_600_000);
    assert.lengthOf(events, 2);
    assert.equal(events[1]?.detail.estimate.orderBy, '2026-11-24T13:00:00Z');
  });

  it('a listener that throws stops nothing', async () => {
    const ignore = (event: ErrorEvent): void => event.preventDefault();
    const report = window.onerror;
    window.onerror = () => true;
    window.addEventListener('error', ignore);
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    element.addEventListener('waybill-estimate-change', () => {
      throw new Error('of the shop');
    });
    element.sku = 'slow';
    await settle();
    element.sku = 'cup';
    await settle();
    window.removeEventListener('error', ignore);
    window.onerror = report;
    assert.match(textOf(element) ?? '', /November 25/);
    assert.lengthOf(events, 3);
  });

  it('says nothing of the customer', async () => {
    await mount({ sku: 'cup' }, { terms: berlinShop(), country: 'DE' });
    await settle();
    assert.notProperty(events[0]?.detail ?? {}, 'request');
  });
});
