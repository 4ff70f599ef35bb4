import { expect } from '@open-wc/testing';
import { pageClock } from '../support/page-clock.ts';
import '../../src/components/delivery-estimate/delivery-estimate.define.ts';
import '../../src/components/order-status/order-status.define.ts';
import '../../src/components/cancel-item/cancel-item.define.ts';
import { createOrder } from '../support/order-fixtures.ts';
import { jsonResponse, StubFetch } from './delivery-estimate/support/stub-fetch.ts';
import { collapsedText, hasPart, parts } from './support/shadow-dom.ts';

const unreachable = 'We cannot load your order right now. We keep trying';

describe('a back end that cannot be reached', () => {
  let fetchStub: StubFetch;
  let orders = 0;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    fetchStub = new StubFetch();
    fetchStub.respond = () => new TypeError('refused');
    orders += 1;
  });
  afterEach(() => {
    document.body.replaceChildren();
    fetchStub.restore();
  });

  function mount(tag: string, attributes: Record<string, string>): Element {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    return element;
  }
  const orderAttributes = (): Record<string, string> => ({ endpoint: '/shop', 'order-id': `unreachable-${orders}` });
  const textOf = (element: Element, part: string): string | undefined => collapsedText(parts(element, part)[0]);

  it('is told by an order status after ten seconds, in words and with a button that tries now (E5)', async () => {
    const element = mount('waybill-order-status', orderAttributes());
    await pageClock.pass(9_000);
    expect(hasPart(element, 'skeleton')).to.equal(true);
    await pageClock.pass(1_500);
    expect(hasPart(element, 'skeleton')).to.equal(false);
    expect(textOf(element, 'headline')).to.equal(unreachable);
    expect(textOf(element, 'retry')).to.equal('Try again');
    await pageClock.pass(300_000);
    expect(textOf(element, 'headline')).to.equal(unreachable);
    const order = createOrder({ id: `unreachable-${orders}` });
    fetchStub.respond = ({ url }) => (url.endsWith('/events') ? jsonResponse({}, { status: 404 }) : order);
    const sent = fetchStub.sent.length;
    parts(element, 'retry')[0]?.click();
    await pageClock.pass(1_000);
    expect(fetchStub.sent.length).to.be.greaterThan(sent);
    expect(element.matches(':state(ready)')).to.equal(true);
  });

  it('is tried again by the order status itself (E5)', async () => {
    const element = mount('waybill-order-status', orderAttributes());
    await pageClock.pass(20_000);
    expect(textOf(element, 'headline')).to.equal(unreachable);
    const order = createOrder({ id: `unreachable-${orders}` });
    fetchStub.respond = ({ url }) => (url.endsWith('/events') ? jsonResponse({}, { status: 404 }) : order);
    await pageClock.pass(70_000);
    expect(element.matches(':state(ready)')).to.equal(true);
  });

  it('is told after ten seconds if no response comes (E5)', async () => {
    fetchStub.respond = () => new Promise(() => {});
    const element = mount('waybill-order-status', orderAttributes());
    await pageClock.pass(11_000);
    expect(textOf(element, 'headline')).to.equal(unreachable);
  });

  it('is told by a delivery estimate without text of the page (E5)', async () => {
    const element = mount('waybill-delivery-estimate', { endpoint: '/shop', sku: 'cup', country: 'DE' });
    await pageClock.pass(10_000);
    expect(textOf(element, 'unavailable')).to.equal('The delivery date is not known yet');
    const withText = mount('waybill-delivery-estimate', { endpoint: '/shop', sku: 'cap', country: 'DE' });
    withText.append('2–4 days');
    await pageClock.pass(10_000);
    expect(hasPart(withText, 'unavailable')).to.equal(false);
    expect(withText.shadowRoot?.querySelector('slot')?.hidden).to.equal(false);
  });

  it('shows nothing in a cancel element, which has no order (E5)', async () => {
    const element = mount('waybill-cancel-item', { ...orderAttributes(), 'line-item': 'dune' });
    await pageClock.pass(60_000);
    expect(element.getBoundingClientRect().height).to.equal(0);
  });
});
