import { addDays, findNextInstant, getWeekday, HOUR_MS, MINUTE_MS, toInstant, toLocalDate } from '../zoned-time.ts';
import type { StoryContext } from './story.ts';

/* The times of steps. A step never precedes the previous one, and none is on a Sunday unless a Sunday was promised. */

type StepSchedule = (context: StoryContext) => number;

const SUNDAY = 7;

/** The next such time of day, today or on the next day from Monday to Saturday. */
export function onNextWorkday(time: string): StepSchedule {
  return ({ now, timeZone }) => findNextInstant(timeZone, now, time, (date) => getWeekday(date) !== SUNDAY);
}

/** `days` before the first promised day; on the next working day if that has passed. */
export function beforePromisedDay(days: number, time: string): StepSchedule {
  return (context) => {
    const date = addDays(getPromisedDays(context).from, -days);
    const workday = getWeekday(date) === SUNDAY ? addDays(date, -1) : date;
    return Math.max(onNextWorkday(time)(context), toInstant(context.timeZone, workday, time));
  };
}

/** On the last promised day, or `days` after it; at least 20 minutes after the previous step. */
export function onPromisedDay(time: string, days = 0): StepSchedule {
  return (context) => {
    const date = addDays(getPromisedDays(context).to, days);
    return Math.max(context.now + 20 * MINUTE_MS, toInstant(context.timeZone, date, time));
  };
}

export function afterHours(count: number): StepSchedule {
  return ({ now }) => now + count * HOUR_MS;
}

/** The first and the last day of the order's first promise. */
export function getPromisedDays({ order, now, timeZone }: StoryContext): { from: string; to: string } {
  const today = toLocalDate(timeZone, now);
  const { from = today, to } = order.promises[0]?.window ?? {};
  return { from, to: to ?? from };
}
