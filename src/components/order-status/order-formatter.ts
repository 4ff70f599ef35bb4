import type { DateWindow } from '../../contract/estimate.ts';
import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import { formatCivilDate } from '../../dates/civil-date.ts';
import { resolveEventDay, timeForm } from '../../dates/zoned-time.ts';
import { resolveCurrentDay } from '../../dates/current-day.ts';
import { formatArrival } from '../../i18n/format-arrival.ts';
import { formatMessage, formatMessageText } from '../../i18n/format-message.ts';
import { readerTimeZone, type Formatter, type TextRun } from '../../i18n/formatter.ts';
import type { OrderStatusMessages } from '../../i18n/messages.ts';
import { getTimeFormatter } from '../../i18n/time-formatter.ts';
import { resolveEventEffect } from '../../order/event-effects.ts';

/** What every text of an order depends on. */
export type OrderFormatContext = {
  messages: OrderStatusMessages;
  format: Formatter;
  /** Milliseconds since the epoch. */
  now: number;
  /** IANA zone of the destination; `undefined`: the reader's zone. */
  timeZone: string | undefined;
};

/** Where something happened. Its zone takes precedence over the destination's. */
type Place = { timeZone?: string | undefined } | undefined;

export type OrderFormatter = ReturnType<typeof createOrderFormatter>;

/** Formats all texts of one order for one language, time and destination. */
export function createOrderFormatter({ messages, format, now, timeZone }: OrderFormatContext) {
  const readerZone = readerTimeZone();
  const destinationZone = timeZone ?? readerZone;
  const currentDay = resolveCurrentDay(destinationZone, now);
  const { today } = currentDay;
  const { timestamp, relativeTime } = getTimeFormatter(format.locale);

  /**
   * The time of an event in the zone of its place. The zone is named if the reader's clock shows another time. A time
   * shortly ahead of `now` comes from a clock that is fast, and becomes `now`.
   */
  function eventTime(time: string, place?: Place): TextRun {
    const isAhead = timeForm(time) === 'instant' && Date.parse(time) > now;
    const at = isAhead ? new Date(now).toISOString() : time;
    const zone = place?.timeZone ?? destinationZone;
    const hasYear = isOtherYear(at, zone);
    const text = timestamp(at, zone, { hasYear });
    const isSame = text === timestamp(at, readerZone, { hasYear });
    return { text: isSame ? text : timestamp(at, zone, { hasYear, hasZone: true }), date: at };
  }

  /** The year is named if it is not the current one. */
  const isOtherYear = (at: string, zone: string): boolean =>
    formatCivilDate(resolveEventDay(at, zone)).slice(0, 4) !== today.slice(0, 4);

  /** A time with its weekday, for plans. */
  function dayAndTime(at: string, place?: Place): TextRun[] {
    if (at.length === 10) return format.dates(at, at, today);
    const isInstant = timeForm(at) === 'instant';
    const zone = isInstant ? (place?.timeZone ?? destinationZone) : 'UTC';
    const show = isOtherYear(at, zone) ? format.dayTimeAndYear : format.dayAndTime;
    return [{ text: show(isInstant ? at : `${at}Z`, zone), date: at }];
  }

  /** All days of a promised window, the past ones included. */
  function promisedWindow(window: DateWindow | undefined): TextRun[] {
    if (!window) return [{ text: messages.order.noDate }];
    const { from, to } = window;
    const date = format.dates(from, to ?? from, today);
    if (to !== undefined) return date;
    // Every language emphasises "from 1 December" in its sentence of arrival.
    const sentence = formatMessage(messages.delivery.from, { date });
    const emphasised = sentence.filter(({ strong }) => strong);
    return (emphasised.length > 0 ? emphasised : sentence).map((run) => ({ ...run, strong: false }));
  }

  /** Whether every day of a window is over. */
  const isPast = ({ to }: DateWindow): boolean => to !== undefined && to < today;

  /** The days of a window that are still ahead; all days if none is. */
  const remainingWindow = (window: DateWindow): TextRun[] =>
    promisedWindow(window.from < today && !isPast(window) ? { ...window, from: today } : window);

  return {
    /** Milliseconds since the epoch at which the destination's day ends. */
    endOfDay: currentDay.end,
    messages: messages.order,
    text: formatMessageText,
    message: formatMessage,
    number: format.number,
    money: format.money,
    eventTime,
    dayAndTime,
    promisedWindow,
    isPast,
    /** A civil day, `YYYY-MM-DD`. */
    day: (day: string): TextRun[] => format.dates(day, day, day),
    remainingWindow,
    /** A promised window of a step or an item, ahead or past. */
    expected: (window: DateWindow): TextRun[] =>
      formatMessage(isPast(window) ? messages.order.wasExpected : messages.order.expected, {
        date: remainingWindow(window),
      }),
    /** The sentence of arrival, or of collection. */
    arrival: (window: DateWindow, isPickup: boolean): TextRun[] =>
      formatArrival(window, currentDay, isPickup ? messages.collection : messages.delivery, format),
    /** "3 minutes ago". */
    age: (ms: number): TextRun => ({ text: relativeTime(ms), date: new Date(now - ms).toISOString() }),
    /** "2 × Blue mug"; the title alone for one piece or an unknown quantity. */
    lineItem: (title: string, quantity: number | undefined): string =>
      quantity === undefined || quantity === 1
        ? title
        : formatMessageText(messages.order.item, { quantity: format.number(quantity), title }),
    /** The label of an event without a text; `undefined` for kinds that tell a customer nothing. */
    eventLabel: (kind: string, isDigital: boolean): string | undefined =>
      selectEventLabel(kind, isDigital, messages.order),
  };
}

/** The label of a code that another system sent, if there is one. */
export function selectLabel(labels: Readonly<Record<string, string>>, code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(labels, code) ? labels[code] : undefined;
}

const carriedSteps: readonly string[] = ['with_carrier', 'out_for_delivery', 'ready_for_pickup'];

/** Whether a step, or the headline of that name, says that somebody has the parcel: never of a digital delivery. */
export const isCarriedStep = (kind: string): boolean => carriedSteps.includes(kind);

/** Events share the labels of steps, headlines and issues. Nobody carries a digital delivery. */
function selectEventLabel(
  kind: string,
  isDigital: boolean,
  { steps, headline, issue }: OrderStatusMessages['order'],
): string | undefined {
  const labels = {
    placed: headline.placed,
    on_hold: headline.on_hold,
    accepted: steps.with_carrier,
    delivery_attempted: issue.attempt_failed,
    items_canceled: steps.canceled,
  };
  const { status } = resolveEventEffect(kind);
  if (isDigital && status && isCarriedStep(shipmentStatusTable[status].step)) return headline.under_way;
  return (
    selectLabel(labels, kind) ??
    selectLabel(steps, status) ??
    (status && headline[shipmentStatusTable[status].headline])
  );
}
