import { addDays, toLocalDate } from '../zoned-time.ts';
import {
  createDeliveryScan,
  createHandOverScan,
  isHomeDelivery,
  selectOpenLines,
  createPackScan,
  createScan,
  type Story,
} from './story.ts';
import { beforePromisedDay, onPromisedDay, afterHours, onNextWorkday } from './step-schedule.ts';

const PARCEL = 'parcel-1';
const DAYS_TO_PAY = 6;

/** Held by customs until the customer pays the duty. */
export const customs: Story = {
  id: 'customs',
  title: 'Held at customs',
  isApplicable: isHomeDelivery,
  steps: [
    {
      label: 'It is packed',
      schedule: onNextWorkday('15:40'),
      createActions: (context) => {
        const carrier = { name: context.fixtures.crossBorder.carrier };
        return createPackScan(context, PARCEL, selectOpenLines(context.order), { carrier });
      },
    },
    {
      label: 'The carrier has it',
      schedule: onNextWorkday('18:05'),
      createActions: (context) => createHandOverScan(context, PARCEL, context.fixtures.crossBorder.from),
    },
    {
      label: 'It has arrived in the country',
      schedule: beforePromisedDay(2, '06:30'),
      createActions: (context) =>
        createScan(context, PARCEL, 'arrived_in_destination_country', { place: context.fixtures.crossBorder.border }),
    },
    {
      label: 'Customs holds it until the duty is paid',
      schedule: afterHours(3),
      createActions: (context) => {
        const { fixtures, now, timeZone, order } = context;
        const until = addDays(toLocalDate(timeZone, now), DAYS_TO_PAY);
        const amount = { amount: order.currency === 'RUB' ? 214000 : 1460, currency: order.currency ?? 'EUR' };
        const { payDutyAction: what, dutyUnpaid: text } = fixtures.texts;
        const actionRequired = { by: 'recipient', what, until, amount, url: 'https://customs.example/pay' };
        return createScan(context, PARCEL, 'import_customs', {
          place: fixtures.crossBorder.border,
          exception: { kind: 'customs_hold', text, actionRequired },
          reason: { code: 'duty_unpaid' },
        });
      },
    },
    {
      label: 'The duty is paid, customs releases it',
      schedule: onNextWorkday('14:20'),
      createActions: (context) =>
        createScan(context, PARCEL, 'customs_cleared', { place: context.fixtures.crossBorder.border }),
    },
    {
      label: 'It is delivered',
      schedule: onPromisedDay('13:05'),
      createActions: (context) => createDeliveryScan(context, PARCEL, 'recipient'),
    },
  ],
};
