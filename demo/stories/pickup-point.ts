import {
  createDeliveryScan,
  createHandOverScan,
  selectOpenLines,
  createPackScan,
  createScan,
  type StoryContext,
  type Story,
} from './story.ts';
import { beforePromisedDay, onPromisedDay, onNextWorkday } from './step-schedule.ts';
import type { TrackingPlace } from './shop-fixtures.ts';
import { addDays, toLocalDate } from '../zoned-time.ts';

const PARCEL = 'parcel-1';
const DAYS_KEPT = 7;

/** A parcel to a pickup point or a store, which keeps it for some days. The customer shows a code. */
export const pickupPoint: Story = {
  id: 'pickup-point',
  title: 'A pickup point',
  isApplicable: ({ method }) => method === 'pickup' || method === 'store',
  steps: [
    {
      label: 'It is packed',
      schedule: beforePromisedDay(2, '15:40'),
      createActions: (context) =>
        createPackScan(context, PARCEL, selectOpenLines(context.order), { place: selectPlace(context) }),
    },
    {
      label: 'It is on its way to the pickup point',
      schedule: onNextWorkday('18:05'),
      createActions: (context) =>
        context.order.method === 'store' ? undefined : createHandOverScan(context, PARCEL, context.fixtures.hub),
    },
    {
      label: 'It is ready, with a code',
      schedule: onPromisedDay('10:20'),
      createActions: (context) => {
        const place = selectPlace(context);
        const until = addDays(toLocalDate(context.timeZone, context.now), DAYS_KEPT);
        const shipment = { place, pickup: { until, code: '4 7 1 1' } };
        return createScan(context, PARCEL, 'ready_for_pickup', { place, shipment });
      },
    },
    {
      label: 'It is collected',
      schedule: onNextWorkday('17:50'),
      createActions: (context) => createDeliveryScan(context, PARCEL, 'pickup_point'),
    },
  ],
};

/** The order's own place, or the shop's usual one. */
function selectPlace({ order, fixtures, timeZone }: StoryContext): TrackingPlace {
  const { name, address, hours } = order.place ?? {};
  if (name === undefined) return fixtures.pickupPoint;
  return { name, ...(address !== undefined && { address }), ...(hours !== undefined && { hours }), timeZone };
}
