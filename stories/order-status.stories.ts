import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { OrderStatusLayout } from '../src/components/order-status/order-status-layout.ts';
import { previewStates, showPreview } from '../src/preview/preview.ts';

type Args = { preview: string; layout: OrderStatusLayout };

const states = previewStates['waybill-order-status'] ?? [];

/** Any state, by the same fixtures that `preview="…"` shows on a shop's own page. */
export default {
  title: 'Order status/States',
  component: 'waybill-order-status',
  args: { preview: 'on-its-way', layout: 'auto' },
  argTypes: {
    preview: { control: 'select', options: states },
    layout: { control: 'select', options: ['auto', 'bar', 'rail', 'compact'] },
  },
  render: ({ preview, layout }) => {
    const element = document.createElement('waybill-order-status');
    element.layout = layout;
    element.setAttribute('preview', preview);
    element.textContent = 'We will write to you when your order is on its way.';
    showPreview(element);
    return html`${element}`;
  },
} satisfies Meta<Args>;

type Story = StoryObj<Args>;

export const AnyState: Story = {};

function showing(preview: string, layout: OrderStatusLayout = 'auto'): Story {
  return { args: { preview, layout } };
}

export const AwaitingPayment = showing('awaiting-payment');
export const OnHold = showing('on-hold');
export const Placed = showing('placed');
export const Packed = showing('packed');
export const OnItsWay = showing('on-its-way');
export const OutForDelivery = showing('out-for-delivery');
export const Late = showing('late');
export const Overdue = showing('overdue');
export const StalledTracking = showing('stalled-tracking');
export const TwoParcels = showing('two-parcels');
export const PartlyShipped = showing('partly-shipped');
export const FailedAttempt = showing('failed-attempt');
export const Customs = showing('customs');
export const Held = showing('held');
export const AddressProblem = showing('address-problem');
export const Damaged = showing('damaged');
export const Refused = showing('refused');
export const Unclaimed = showing('unclaimed');
export const Lost = showing('lost');
export const ReadyForPickup = showing('ready-for-pickup');
export const InStore = showing('in-store');
export const Post = showing('post');
export const Digital = showing('digital');
export const Delivered = showing('delivered');
export const ReportedMissing = showing('reported-missing');
export const PartlyDelivered = showing('partly-delivered');
export const Undeliverable = showing('undeliverable');
export const Returning = showing('returning');
export const Returned = showing('returned');
export const Canceled = showing('canceled');
export const UnknownStatus = showing('unknown-status');
export const Loading = showing('loading');
export const Live = showing('live');
export const Stale = showing('stale');
export const Offline = showing('offline');
export const Denied = showing('denied');
export const NotFound = showing('not-found');
export const BadData = showing('bad-data');
export const Bar = showing('delivered', 'bar');
export const Rail = showing('on-its-way', 'rail');
export const Compact = showing('late', 'compact');
export const CompactAction = showing('customs', 'compact');
