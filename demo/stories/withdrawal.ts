import { afterHours, onNextWorkday } from './step-schedule.ts';
import { createScan, isHomeDelivery, type Story, type StoryContext } from './story.ts';
import { usualDelivery } from './usual-delivery.ts';

const RETURN_PARCEL = 'return-1';

/** After the delivery the customer withdraws from the contract, sends everything back and gets the money. */
export const withdrawal: Story = {
  id: 'withdrawal',
  title: 'Withdrawal within 14 days',
  isApplicable: (order, { withdrawalDays }) => withdrawalDays !== undefined && isHomeDelivery(order),
  steps: [
    ...usualDelivery,
    {
      label: 'The customer withdraws from the contract (or withdraw yourself, below) and gets a receipt',
      schedule: afterHours(26),
      createActions: ({ order }) => {
        const offered = order.actions.find(({ type }) => type === 'withdraw')?.lineItems ?? [];
        const lineItems = offered.map(({ id, maxQuantity }) => ({ id, quantity: maxQuantity }));
        return lineItems.length > 0 ? [{ customerRequest: { type: 'withdraw', lineItems } }] : undefined;
      },
    },
    {
      label: 'The parcel is on its way back',
      schedule: onNextWorkday('16:30'),
      createActions: (context) => {
        const lineItems = selectWithdrawnLines(context);
        if (lineItems.length === 0) return undefined;
        const { fixtures, now } = context;
        const shipment = { direction: 'return' as const, carrier: { name: fixtures.carrier }, lineItems };
        const at = new Date(now).toISOString();
        return [{ scan: { kind: 'accepted', at, shipmentId: RETURN_PARCEL, place: fixtures.depot, shipment } }];
      },
    },
    {
      label: 'The shop has it back and refunds the money',
      schedule: onNextWorkday('10:40'),
      createActions: (context) => {
        const returned = createScan(context, RETURN_PARCEL, 'returned_to_sender', { place: context.fixtures.hub });
        const adjustments = context.order.adjustments.map((each) =>
          each.kind === 'return' ? { ...each, status: 'completed' } : each,
        );
        return returned && [...returned, { fields: { adjustments } }];
      },
    },
  ],
};

/** The lines of returns that have not arrived. */
function selectWithdrawnLines({ order }: StoryContext): { id: string; quantity: number }[] {
  return order.adjustments
    .filter(({ kind, status }) => kind === 'return' && status === 'pending')
    .flatMap(({ lineItems = [] }) => lineItems.map(({ id, quantity }) => ({ id, quantity })));
}
