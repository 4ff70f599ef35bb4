import {
  createDeliveryScan,
  createHandOverScan,
  isHomeDelivery,
  toIsoString,
  selectOpenLines,
  createPackScan,
  createScan,
} from './story.ts';
import type { StoryAction, Line, StoryContext, Story } from './story.ts';
import { beforePromisedDay, onPromisedDay, onNextWorkday, getPromisedDays } from './step-schedule.ts';
import { addDays } from '../zoned-time.ts';

const PARCEL = 'parcel-1';
const WEEKS = 3;

/** One of two items ships. The other is delayed by weeks, and the shop announces that before the promised day. */
export const delayedItem: Story = {
  id: 'delayed-item',
  title: 'Two items, one delayed by weeks',
  isApplicable: (order) => order.lineItems.length > 1 && isHomeDelivery(order),
  steps: [
    {
      label: 'The first item is packed',
      schedule: beforePromisedDay(2, '15:40'),
      createActions: (context) => createPackScan(context, PARCEL, selectOpenLines(context.order).slice(0, 1)),
    },
    {
      label: 'The carrier has it',
      schedule: onNextWorkday('18:05'),
      createActions: (context) => createHandOverScan(context, PARCEL, context.fixtures.hub),
    },
    {
      label: 'The other is delayed by weeks, with a reason',
      schedule: onNextWorkday('09:30'),
      createActions: createDelay,
    },
    {
      label: 'The first item is out for delivery',
      schedule: onPromisedDay('08:10'),
      createActions: (context) => createScan(context, PARCEL, 'out_for_delivery', { place: context.fixtures.depot }),
    },
    {
      label: 'It is delivered',
      schedule: onPromisedDay('11:25'),
      createActions: (context) => createDeliveryScan(context, PARCEL, 'recipient'),
    },
  ],
};

/** A new promise for the lines that are in no parcel, before the promised day has passed. */
function createDelay(context: StoryContext): StoryAction[] | undefined {
  const { order, now, fixtures } = context;
  const late = selectUnshippedLines(context);
  if (late.length === 0) return undefined;
  const { from, to } = getPromisedDays(context);
  const lineItems = late.map(({ id, quantity }) => ({ id, quantity: quantity?.total ?? 1 }));
  const at = toIsoString(now);
  const id = `later ${order.version}`;
  const reason = { code: 'supplier', text: fixtures.texts.itemDelayed };
  const window = { from: addDays(from, WEEKS * 7), to: addDays(to, WEEKS * 7 + 2) };
  const promises = [...order.promises, { id, window, madeAt: at, source: 'shop', reason, lineItems }];
  const events = [...order.events, { id, kind: 'promise_changed', at, text: fixtures.texts.itemDelayed }];
  // No scan: a scan refers to a parcel, and these lines are in none.
  return [{ fields: { promises, events } }];
}

function selectUnshippedLines({ order }: StoryContext): Line[] {
  const packed = new Set(order.shipments.flatMap(({ lineItems }) => (lineItems ?? []).map(({ id }) => id)));
  return selectOpenLines(order).filter(({ id }) => !packed.has(id));
}
