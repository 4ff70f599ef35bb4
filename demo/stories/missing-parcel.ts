import { deliveryRoundStep, handOverStep } from './usual-delivery.ts';
import {
  createDeliveryScan,
  isHomeDelivery,
  createCheckedUpdate,
  selectOpenLines,
  createPackScan,
  createScan,
  type Story,
} from './story.ts';
import { beforePromisedDay, onPromisedDay, afterHours, onNextWorkday } from './step-schedule.ts';

const PARCEL = 'parcel-1';

/** A parcel that the courier scanned as delivered, but left at the wrong house. */
export const missingParcel: Story = {
  id: 'missing-parcel',
  title: 'Delivered, but not there',
  isApplicable: isHomeDelivery,
  steps: [
    {
      label: 'It is packed',
      schedule: beforePromisedDay(2, '15:40'),
      createActions: (context) => createPackScan(context, PARCEL, selectOpenLines(context.order)),
    },
    handOverStep,
    deliveryRoundStep,
    {
      label: 'It is scanned as delivered. Look for it, and report it below',
      schedule: onPromisedDay('11:25'),
      createActions: (context) =>
        createDeliveryScan(context, PARCEL, 'safe_place', {
          text: context.fixtures.texts.safePlace,
          photoUrl: context.deliveryPhotoUrl,
        }),
    },
    { label: 'The waiting day is over', schedule: onPromisedDay('09:00', 2), createActions: createCheckedUpdate },
    {
      label: 'The carrier finds it next door and retracts the scan',
      schedule: onNextWorkday('10:10'),
      createActions: (context) => {
        const delivered = context.order.events.findLast(({ kind }) => kind === 'delivered');
        const text = context.fixtures.texts.parcelFound;
        const back = delivered && createScan(context, PARCEL, 'out_for_delivery', { text, retracts: delivered.id });
        return back && [{ settle: 'report-missing' }, ...back];
      },
    },
    {
      label: 'It is delivered',
      schedule: afterHours(2),
      createActions: (context) => createDeliveryScan(context, PARCEL, 'recipient'),
    },
  ],
};
