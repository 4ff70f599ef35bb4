import type { DateWindow } from '../../contract/estimate.ts';
import { timeForm } from '../../contract/order-time.ts';
import { todayIn, type Today } from '../../i18n/days.ts';
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
  /** The shop can be asked for still earlier ones. */
  hasEarlier?: boolean | undefined;
};

type Place = { timeZone?: string | undefined } | undefined;

export function daysOf({ timeZone, now }: Telling): Today {
  return todayIn(timeZone ?? readerTimeZone(), now);
}

/**
 * When something happened, in its place's own zone, which is named where a reader's clock shows another
 * time. What some clock puts a little ahead of now happened just now.
 */
export function tellTime(said: string, telling: Telling, place?: Place): Piece {
  const { format, now } = telling;
  const isAhead = timeForm(said) === 'instant' && Date.parse(said) > now;
  const at = isAhead ? new Date(now).toISOString() : said;
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
  const { format, messages } = telling;
  if (!window) return [{ text: messages.order.noDate }];
  const { from, to } = window;
  const date = format.dates(from, to ?? from, daysOf(telling).today);
  if (to !== undefined) return date;
  // "From 1 December" is what the sentence of arrival emphasises, in every language.
  const sentence = fill(messages.delivery.from, { date });
  const emphasised = sentence.filter(({ strong }) => strong);
  return (emphasised.length > 0 ? emphasised : sentence).map((piece) => ({ ...piece, strong: false }));
}

/** Whether every day of a window is over. */
export function isPast({ to }: DateWindow, telling: Telling): boolean {
  return to !== undefined && to < daysOf(telling).today;
}

/** The days of a window that are still ahead; one that is past, as it was said. */
export function tellAhead(window: DateWindow, telling: Telling): Piece[] {
  const { today } = daysOf(telling);
  const isBegun = window.from < today && !isPast(window, telling);
  return tellPromise(isBegun ? { ...window, from: today } : window, telling);
}

/** "2 × Blue mug"; the title alone where it is one piece or not known how many. */
export function tellItem(title: string, quantity: number | undefined, { messages, format }: Telling): string {
  if (quantity === undefined || quantity === 1) return title;
  return fillText(messages.order.item, { quantity: format.number(quantity), title });
}

/** The text for a word that came from outside, where there is one. */
export function wordFor(texts: Readonly<Record<string, string>>, word: string | undefined): string | undefined {
  return word !== undefined && Object.hasOwn(texts, word) ? texts[word] : undefined;
}
