import { afterHours } from './step-schedule.ts';
import { isHomeDelivery, type Story } from './story.ts';
import { usualDelivery } from './usual-delivery.ts';

/** The back end does not answer for a while. The page says so, confirms a cancellation afterwards, and recovers. */
export const outage: Story = {
  id: 'outage',
  title: 'The back end does not answer',
  isApplicable: isHomeDelivery,
  steps: [
    {
      label: 'The answers of the back end are lost. Cancel an item now: the shop has it, the page does not know yet',
      schedule: afterHours(0.25),
      createActions: () => [{ outage: 'begin' }],
    },
    {
      label: 'The answers arrive again: the page catches up',
      schedule: afterHours(0.25),
      createActions: () => [{ outage: 'end' }],
    },
    ...usualDelivery,
  ],
};
