import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateChangeDetail } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { createEstimate } from './support/estimates.ts';
import { mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

let events: CustomEvent<EstimateChangeDetail>[] = [];
const recordEvent = (event: CustomEvent<EstimateChangeDetail>): void => void events.push(event);

describe('delivery-estimate: waybill-estimate-change', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    events = [];
    document.addEventListener('waybill-estimate-change', recordEvent);
  });
  afterEach(() => {
    document.removeEventListener('waybill-estimate-change', recordEvent);
    removeMounted();
  });

  it('dispatches the estimates once, and leaves shadow roots', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const element = await mount(
      { sku: 'cup' },
      { source: async () => [createEstimate(), createEstimate({ id: 'express' })] },
    );
    host.attachShadow({ mode: 'open' }).append(element);
    await settle();
    host.remove();
    assert.lengthOf(events, 1);
    const { detail, bubbles, composed, cancelable } = events[0] as CustomEvent<EstimateChangeDetail>;
    assert.deepEqual(
      detail.estimates.map(({ id }) => id),
      ['standard', 'express'],
    );
    assert.equal(detail.estimate, detail.estimates[0]);
    assert.deepEqual({ bubbles, composed, cancelable }, { bubbles: true, composed: true, cancelable: false });
  });

  it('is dispatched after the estimate is rendered', async () => {
    let headlineInEvent: string | undefined;
    const element = await mount({ sku: 'cup' }, { source: async () => createEstimate() });
    element.addEventListener('waybill-estimate-change', () => (headlineInEvent = textOf(element)));
    await settle();
    assert.match(headlineInEvent ?? '', /^Arrives Wed/);
  });

  it('is not dispatched for attributes and properties of the page', async () => {
    const element = await mount({ from: '2026-11-25' });
    element.estimates = createEstimate();
    await element.updateComplete;
    assert.lengthOf(events, 0);
  });

  it('is dispatched for another estimate, not for an equal one', async () => {
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

  it('is dispatched if the estimate changes with the time', async () => {
    await mount({ sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    await settle();
    assert.equal(events[0]?.detail.estimate.orderBy, '2026-11-23T13:00:00Z');
    await pageClock.pass(3_600_000);
    assert.lengthOf(events, 2);
    assert.equal(events[1]?.detail.estimate.orderBy, '2026-11-24T13:00:00Z');
  });

  it('a listener that throws does not stop the element', async () => {
    const preventDefault = (event: ErrorEvent): void => event.preventDefault();
    const originalOnError = window.onerror;
    window.onerror = () => true;
    window.addEventListener('error', preventDefault);
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    element.addEventListener('waybill-estimate-change', () => {
      throw new Error('listener');
    });
    element.sku = 'slow';
    await settle();
    element.sku = 'cup';
    await settle();
    window.removeEventListener('error', preventDefault);
    window.onerror = originalOnError;
    assert.match(textOf(element) ?? '', /25 November/);
    assert.lengthOf(events, 3);
  });

  it('has no data of the customer', async () => {
    await mount({ sku: 'cup' }, { terms: berlinShop(), country: 'DE' });
    await settle();
    assert.notProperty(events[0]?.detail ?? {}, 'request');
  });
});
