import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { previewStates, showPreview } from '../src/preview/preview.ts';

type Args = { preview: string; layout: 'auto' | 'compact' };

/** Any state, by the same fixtures that `preview="…"` shows on a shop's own page. */
export default {
  title: 'Cancel item/States',
  component: 'waybill-cancel-item',
  args: { preview: 'idle', layout: 'auto' },
  argTypes: {
    preview: { control: 'select', options: previewStates['waybill-cancel-item'] ?? [] },
    layout: { control: 'select', options: ['auto', 'compact'] },
  },
  render: ({ preview, layout }) => {
    const element = document.createElement('waybill-cancel-item');
    element.setAttribute('preview', preview);
    element.layout = layout;
    showPreview(element);
    return html`${element}`;
  },
} satisfies Meta<Args>;

type Story = StoryObj<Args>;

export const AnyState: Story = {};

function showing(preview: string): Story {
  // A dialog lies over everything: in the docs each story has a page of its own.
  return { args: { preview }, parameters: { docs: { story: { inline: false, height: '26rem' } } } };
}

export const Idle = showing('idle');
export const Confirming = showing('confirming');
export const Picture = showing('picture');
export const Quantity = showing('quantity');
export const Reason = showing('reason');
export const Together = showing('together');
export const Request = showing('request');
export const Sending = showing('sending');
export const Waiting = showing('waiting');
export const Changed = showing('changed');
export const Offline = showing('offline');
export const ShippedSince = showing('shipped-since');
export const Completed = showing('completed');
export const Requested = showing('requested');
export const Refused = showing('refused');
export const Rejected = showing('rejected');
export const Unconfirmed = showing('unconfirmed');
export const WholeOrder = showing('whole-order');
export const Withdraw = showing('withdraw');
export const WithdrawConfirming = showing('withdraw-confirming');
export const WithdrawCompleted = showing('withdraw-completed');
export const ExternalPage = showing('external-page');
export const NotOffered = showing('not-offered');
export const AlreadyCanceled = showing('already-canceled');

const inTableCell = (preview: string): Story => ({ args: { preview, layout: 'compact' } });

export const CompactIdle = inTableCell('idle');
export const CompactCompleted = inTableCell('completed');
export const CompactRefused = inTableCell('refused');
export const CompactUnconfirmed = inTableCell('unconfirmed');
