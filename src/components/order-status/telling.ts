import type { DateWindow } from '../../contract/estimate.ts';
import { timeForm } from '../../contract/order-time.ts';
import { todayIn, tellWindow, type Today } from '../../i18n/days.ts';
import { fill, fillText } from '../../i18n/fill.ts';
import { timeFormatFor } from '../../i18n/format-time.ts';
import { readerTimeZone, type Format, type Piece } from '../../i18n/format.ts';
import type { OrderMessages } from '../../i18n/messages.ts';

/** What words depend on: the language, the time (milliseconds since the epoch) and the destination's zone. */
export type Telling = {
  messages: OrderMessages;
  format: Format;
  now: number;
  timeZone: string | undefined;
  /** How many entries of a history are shown. */
  historyLimit: number;
};

type Place = { timeZone?: string | undefined } | undefined;

export function daysOf({ timeZone, now }: Telling): Today {
  return todayIn(timeZone ?? readerTimeZone(), now);
}

/** A time in its place's own zone, which is named where a reader's clock shows another time. */
export function tellTime(at: string, telling: Telling, place?: Place): Piece {
  const { format } = telling;
  const zone = place?.timeZone ?? telling.timeZone ?? readerTimeZone();
  const { stamp } = timeFormatFor(format.locale);
  const text = stamp(at, zone);
  return { text: text === stamp(at, readerTimeZone()) ? text : stamp(at, zone, true), date: at };
}

/** A time with its weekday, for what a person plans by. */
export function tellDay(at: string, telling: Telling, place?: Place): Piece[] {
  if (at.length === 10) return telling.format.dates(at, at, daysOf(telling).today);
  const isInstant = timeForm(at) === 'instant';
  const zone = isInstant ? (place?.timeZone ?? telling.timeZone ?? readerTimeZone()) : 'UTC';
  return [{ text: telling.format.dayAndTime(isInstant ? at : `${at}Z`, zone), date: at }];
}

/** A promised window as it was said: what has passed of it is not cut off. */
export function tellPromise(window: DateWindow | undefined, telling: Telling): Piece[] {
  if (!window) return [{ text: telling.messages.order.noDate }];
  const { from, to } = window;
  const date = telling.format.dates(from, to ?? from, daysOf(telling).today);
  return to === undefined ? fill('{date} –', { date }) : date;
}

/** A window that is still ahead. */
export function tellExpected(window: DateWindow, telling: Telling): Piece[] {
  return fill(telling.messages.order.expected, { date: tellWindow(window, daysOf(telling), telling.format) });
}

/** "2 × Blue mug"; the title alone where it is one piece or not known how many. */
export function tellItem(title: string, quantity: number | undefined, { messages, format }: Telling): string {
  if (quantity === undefined || quantity === 1) return title;
  return fillText(messages.order.item, { quantity: format.number(quantity), title });
}
