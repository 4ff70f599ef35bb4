import type { Choice, StateOf } from '../../client/cancellation/state.ts';
import type { Money } from '../../contract/primitives.ts';
import type { Order, OrderAction } from '../../contract/order.ts';
import { resolveCurrentDay } from '../../dates/current-day.ts';
import { formatMessage, formatMessageText } from '../../i18n/format-message.ts';
import { readerTimeZone, type Formatter, type TextRun } from '../../i18n/formatter.ts';
import type { CancelMessages } from '../../i18n/messages.ts';
import { deriveLineItemTitle, type CancelOption, type CancelTarget } from '../../order/cancel-options.ts';

/** `now` is milliseconds since the epoch; `timeZone` is the order's, else the reader's. */
export type CancelFormatContext = {
  messages: CancelMessages;
  format: Formatter;
  now: number;
  timeZone: string | undefined;
  /** Whether a deadline names the zone if the reader's clock shows another time. */
  namesZone: boolean;
};

/** A deadline: with the day unless it is today, with the zone if the reader's clock shows another time. */
export function formatDeadline(
  at: string,
  { format, now, timeZone = readerTimeZone(), namesZone }: CancelFormatContext,
): string {
  const { start, end } = resolveCurrentDay(timeZone, now);
  const ms = Date.parse(at);
  const time = format.time(at, timeZone);
  const isToday = ms >= start && ms < end;
  if (isToday && (!namesZone || time === format.time(at, readerTimeZone()))) return time;
  return (namesZone ? format.zonedDayAndTime : format.dayAndTime)(at, timeZone);
}

/** "2 × Blue mug"; the title alone for a quantity of 1. */
export function formatLineItem(item: string, quantity: number, { messages, format }: CancelFormatContext): string {
  return quantity === 1 ? item : formatMessageText(messages.cancel.line, { quantity: format.number(quantity), item });
}

type TargetMessages = CancelMessages['cancel']['item' | 'order' | 'withdraw'];

export function selectTargetMessages({ cancel }: CancelMessages, { type, lineItem }: CancelTarget): TargetMessages {
  if (type === 'withdraw') return cancel.withdraw;
  return lineItem === undefined ? cancel.order : cancel.item;
}

/** Arguments of the messages about an order and its line. */
export function deriveMessageArguments(
  order: Order,
  { lineItem }: CancelTarget,
  context: CancelFormatContext,
  quantity = 1,
): { item: string; number: string } {
  const item = lineItem === undefined ? '' : formatLineItem(deriveLineItemTitle(order, lineItem), quantity, context);
  return { item, number: order.number ?? order.id };
}

/** The refund: amount and method, days, and what is not refunded; one line each. Unknown parts are left out. */
export function formatRefund(
  amount: Money | undefined,
  refund: OrderAction['refund'],
  context: CancelFormatContext,
): TextRun[][] {
  const { cancel } = context.messages;
  const { format } = context;
  const { method, days, lost } = refund ?? {};
  const lines: TextRun[][] = [];
  if (amount) {
    lines.push(
      formatMessage(method ? cancel.refundBy : cancel.refund, { amount: format.money(amount), method: method ?? '' }),
    );
    if (days) {
      const range = format.range([...new Set(days)].map(format.number));
      lines.push([{ text: formatMessageText(format.plural(cancel.days, days.at(-1) ?? 0), { days: range }) }]);
    }
  }
  if (lost) lines.push([{ text: formatMessageText(cancel.notRefunded, { what: lost }) }]);
  return lines;
}

type Confirmation = { readonly option: CancelOption | undefined; readonly choice: Choice };

/** The chosen quantity of each line. */
export function selectQuantities({ option, choice }: Confirmation): number[] {
  const { lines = [], canChooseQuantity } = option ?? {};
  return lines.map(({ quantity }, index) => (index === 0 && canChooseQuantity ? choice.quantity : quantity));
}

/** What a changed order has changed in the confirmation: the quantity and the refund, before and now; one line each. */
export function formatChanges(
  { target, option, revision }: StateOf<'changed'>,
  { messages: { cancel }, format }: CancelFormatContext,
): TextRun[][] {
  if (!revision) return [];
  const [before, now] = [revision.before, { option, choice: revision.choice }].map((confirmation) => {
    const quantities = selectQuantities(confirmation);
    const refund = calculateRefund(confirmation.option.action, target.lineItem === undefined, quantities);
    return { quantity: format.number(sum(quantities)), refund: refund && format.money(refund) };
  });
  const formatChange = (message: string, from: string | undefined, to: string | undefined): TextRun[][] =>
    from === undefined || to === undefined || from === to ? [] : [formatMessage(message, { before: from, now: to })];
  return [
    ...formatChange(cancel.quantityChanged, before?.quantity, now?.quantity),
    ...formatChange(cancel.refundChanged, before?.refund, now?.refund),
  ];
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The refund that an action announces: the total for the whole order, else the price of each unit. */
export function calculateRefund(
  { refund }: OrderAction,
  isWhole: boolean,
  quantities: readonly number[],
): Money | undefined {
  const { perUnit, total } = refund ?? {};
  if (isWhole && total) return total;
  return perUnit && { ...perUnit, amount: perUnit.amount * sum(quantities) };
}
