import { assert } from '@open-wc/testing';
import { adoptStyles } from 'lit';
import { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';

const elements = [WaybillDeliveryEstimate, WaybillOrderStatus, WaybillCancelItem];

describe('the disclosure mark', () => {
  let hosts: HTMLElement[] = [];
  afterEach(() => {
    for (const host of hosts) host.remove();
    hosts = [];
  });

  /** A disclosure in a shadow root with the styles of an element. */
  function createDisclosure(element: (typeof elements)[number], direction: 'ltr' | 'rtl' = 'ltr') {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    adoptStyles(root, element.styles);
    root.innerHTML = `<div dir="${direction}"><details><summary><span>Details</span></summary>…</details></div>`;
    document.body.append(host);
    hosts.push(host);
    const details = root.querySelector('details') as HTMLDetailsElement;
    const summary = root.querySelector('summary') as HTMLElement;
    return { details, summary, mark: getComputedStyle(summary, '::before') };
  }

  for (const element of elements) {
    it(`is a chevron in place of the triangle, on a line of 24 pixels or more: ${element.name}`, () => {
      const { summary, mark } = createDisclosure(element);
      assert.notEqual(getComputedStyle(summary).display, 'list-item');
      assert.isAbove(Number.parseFloat(mark.borderTopWidth), 0);
      assert.isAbove(Number.parseFloat(mark.borderRightWidth), 0);
      assert.equal(mark.borderLeftWidth, '0px');
      assert.isAtLeast(summary.getBoundingClientRect().height, 24);
    });

    it(`points to the end of the line, and down when open: ${element.name}`, () => {
      for (const [direction, closed] of [
        ['ltr', '45deg'],
        ['rtl', '-135deg'],
      ] as const) {
        const { details, mark } = createDisclosure(element, direction);
        assert.equal(mark.rotate, closed);
        details.open = true;
        assert.equal(mark.rotate, '135deg');
      }
    });
  }

  it('is drawn with borders of the text color, which forced colors keep', () => {
    const { summary, mark } = createDisclosure(WaybillDeliveryEstimate);
    assert.equal(mark.borderTopStyle, 'solid');
    assert.equal(mark.borderTopColor, getComputedStyle(summary).color);
    assert.equal(mark.backgroundImage, 'none');
  });
});
