import { onNextWorkday, onPromisedDay } from './step-schedule.ts';
import {
  createDeliveryScan,
  createHandOverScan,
  createPackScan,
  createScan,
  selectOpenLines,
  type StoryStep,
} from './story.ts';

const PARCEL = 'parcel-1';

export const packStep: StoryStep = {
  label: 'It is packed',
  schedule: onNextWorkday('15:40'),
  createActions: (context) => createPackScan(context, PARCEL, selectOpenLines(context.order)),
};

/** The carrier takes the parcel over. */
export const handOverStep: StoryStep = {
  label: 'The carrier has it',
  schedule: onNextWorkday('18:05'),
  createActions: (context) => createHandOverScan(context, PARCEL, context.fixtures.hub),
};

/** The delivery round begins. */
export const deliveryRoundStep: StoryStep = {
  label: 'It is out for delivery',
  schedule: onPromisedDay('08:10'),
  createActions: (context) => createScan(context, PARCEL, 'out_for_delivery', { place: context.fixtures.depot }),
};

/** The steps of a parcel with everything that is not canceled. Nothing goes wrong. */
export const usualDelivery: readonly StoryStep[] = [
  packStep,
  handOverStep,
  deliveryRoundStep,
  {
    label: 'It is delivered',
    schedule: onPromisedDay('11:25'),
    createActions: (context) => createDeliveryScan(context, PARCEL, 'recipient'),
  },
];
