import { afterHours } from './step-schedule.ts';
import { createCheckedUpdate, isHomeDelivery, type Story } from './story.ts';
import { packStep, usualDelivery } from './usual-delivery.ts';

/** The parcel is packed while the customer decides. The first steps leave the time to open the dialog. */
export const tooLate: Story = {
  id: 'too-late',
  title: 'Too late to cancel',
  isApplicable: isHomeDelivery,
  steps: [
    { label: 'The payment has arrived', schedule: afterHours(0.5), createActions: createCheckedUpdate },
    {
      label: 'The shop fetches it from the shelf. Open the cancel dialog now (press Play before)',
      schedule: afterHours(0.5),
      createActions: createCheckedUpdate,
    },
    { ...packStep, label: 'It is packed: the open dialog says that it is too late' },
    ...usualDelivery.slice(1),
  ],
};
