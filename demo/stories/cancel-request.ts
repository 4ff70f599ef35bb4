import { afterHours } from './step-schedule.ts';
import { createCheckedUpdate, isHomeDelivery, type Story, type StoryContext } from './story.ts';
import { usualDelivery } from './usual-delivery.ts';

/** The shop answers a cancellation after an hour, and agrees. */
export const acceptedCancelRequest: Story = {
  id: 'cancel-request',
  title: 'The shop agrees to cancel',
  isApplicable: isHomeDelivery,
  decideCancellation: () => ({ status: 'pending' }),
  steps: [
    {
      label: 'The customer asks to cancel an item (or ask yourself, below)',
      schedule: afterHours(0.5),
      createActions: ({ order }) => {
        if (order.adjustments.some(isPendingCancellation)) return undefined;
        const offer = order.actions.findLast(({ type }) => type === 'cancel-items')?.lineItems?.at(-1);
        const lineItems = offer && [{ id: offer.id, quantity: offer.maxQuantity }];
        return lineItems && [{ customerRequest: { type: 'cancel-items', lineItems } }];
      },
    },
    {
      label: 'The shop agrees',
      schedule: afterHours(1),
      createActions: ({ order }) =>
        order.adjustments.some(isPendingCancellation)
          ? [{ settle: 'cancel-items' }, { settle: 'cancel-order' }]
          : undefined,
    },
    ...usualDelivery,
  ],
};

/** The shop rejects every cancellation, with its reason. */
export const rejectedCancelRequest: Story = {
  id: 'cancel-rejected',
  title: 'The shop rejects a cancellation',
  isApplicable: isHomeDelivery,
  decideCancellation: ({ texts }) => ({
    status: 'rejected',
    reason: { code: 'other', text: texts.cancellationRejected },
  }),
  steps: [
    {
      label: 'Cancel an item below: the shop rejects it and says why',
      schedule: afterHours(0.5),
      createActions: createCheckedUpdate,
    },
    ...usualDelivery,
  ],
};

const isPendingCancellation = ({ kind, status }: StoryContext['order']['adjustments'][number]): boolean =>
  kind === 'cancellation' && status === 'pending';
