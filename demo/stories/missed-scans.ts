import {
  createHandOverScan,
  isHomeDelivery,
  toIsoString,
  createCheckedUpdate,
  selectOpenLines,
  createPackScan,
  createScan,
  type Story,
} from './story.ts';
import { beforePromisedDay, onPromisedDay, onNextWorkday, getPromisedDays } from './step-schedule.ts';
import { toInstant } from '../zoned-time.ts';

const PARCEL = 'parcel-1';

/** Scans stop: first no news, then overdue, then a late scan shows that it was delivered in time. */
export const missedScans: Story = {
  id: 'missed-scans',
  title: 'The courier forgets to scan',
  isApplicable: isHomeDelivery,
  steps: [
    {
      label: 'It is packed',
      schedule: beforePromisedDay(2, '15:40'),
      createActions: (context) => createPackScan(context, PARCEL, selectOpenLines(context.order)),
    },
    {
      label: 'The carrier has it',
      schedule: onNextWorkday('18:05'),
      createActions: (context) => createHandOverScan(context, PARCEL, context.fixtures.hub),
    },
    {
      label: 'It is out for delivery, a day early',
      schedule: beforePromisedDay(1, '08:10'),
      createActions: (context) => createScan(context, PARCEL, 'out_for_delivery', { place: context.fixtures.depot }),
    },
    {
      label: 'The evening of the promised day, and no scan since',
      schedule: onPromisedDay('21:45'),
      createActions: createCheckedUpdate,
    },
    {
      label: 'The promised day has passed; the shop asks the carrier',
      schedule: onPromisedDay('09:00', 1),
      createActions: (context) =>
        createScan(context, PARCEL, 'note', { text: context.fixtures.texts.carrierContacted }),
    },
    {
      label: 'The courier scans it late: it came on the promised day',
      schedule: onNextWorkday('12:15'),
      createActions: (context) => {
        const tapped = toInstant(context.timeZone, getPromisedDays(context).to, '18:40');
        const at = toIsoString(Math.min(tapped, context.now));
        return createScan(context, PARCEL, 'delivered', { at, shipment: { delivery: { kind: 'neighbour' } } });
      },
    },
  ],
};
