import type { Money } from '../../contract/primitives.ts';
import type { OrderAction } from '../../contract/order.ts';
import { todayIn } from '../../i18n/days.ts';
import { fill, fillText } from '../../i18n/fill.ts';
import { readerTimeZone, type Format, type Piece } from '../../i18n/format.ts';
import type { CancelMessages } from '../../i18n/messages.ts';

/** What words depend on: the language, the time (milliseconds since the epoch) and the order's zone. */
export type Telling = {
  messages: CancelMessages;
  format: Format;
  now: number;
  timeZone: string | undefined;
};

/** A time to act or to wait by: the day only where it is not today, the zone where the reader's clock shows another time. */
export function tellTime(at: string, { format, now, timeZone = readerTimeZone() }: Telling): string {
  const { start, end } = todayIn(timeZone, now);
  const ms = Date.parse(at);
  if (format.time(at, timeZone) !== format.time(at, readerTimeZone())) return format.moment(at, timeZone);
  return ms >= start && ms < end ? format.time(at, timeZone) : format.dayAndTime(at, timeZone);
}

/** "2 × Blue mug"; the title alone where it is one. */
export function tellLine(item: string, quantity: number, { messages, format }: Telling): string {
  return quantity === 1 ? item : fillText(messages.cancel.line, { quantity: format.number(quantity), item });
}

/** What comes back, how and when, and what does not: one line each. `undefined` for an amount that is not known. */
export function tellRefund(amount: Money | undefined, refund: OrderAction['refund'], telling: Telling): Piece[][] {
  const { cancel } = telling.messages;
  const { format } = telling;
  const { method, days, lost } = refund ?? {};
  const lines: Piece[][] = [];
  if (amount) {
    lines.push(fill(method ? cancel.refundBy : cancel.refund, { amount: format.money(amount), method: method ?? '' }));
    if (days) {
      const [from = 0, to = from] = days;
      const range = from === to ? format.number(to) : `${format.number(from)}–${format.number(to)}`;
      lines.push([{ text: fillText(format.plural(cancel.days, to), { days: range }) }]);
    }
  }
  if (lost) lines.push([{ text: fillText(cancel.lost, { what: lost }) }]);
  return lines;
}

/** What an action says comes back: for the order as a whole its total, else for each piece of each line. */
export function refundFor({ refund }: OrderAction, isWhole: boolean, pieces: readonly number[]): Money | undefined {
  const { perUnit, total } = refund ?? {};
  if (isWhole && total) return total;
  return perUnit && { ...perUnit, amount: perUnit.amount * pieces.reduce((sum, count) => sum + count, 0) };
}
