import type { DateWindow } from '../../contract/estimate.ts';
import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { formatCivilDate } from '../../dates/civil-date.ts';
import { resolveEventDay, resolveEventSpan, timeForm } from '../../dates/zoned-time.ts';
import { civilDateAt, resolveCurrentDay } from '../../dates/current-day.ts';
import { formatArrival } from '../../i18n/format-arrival.ts';
import { formatMessage, formatMessageText } from '../../i18n/format-message.ts';
import { readerTimeZone, type Formatter, type TextRun } from '../../i18n/formatter.ts';
import type { OrderStatusMessages } from '../../i18n/messages.ts';
import { getTimeFormatter } from '../../i18n/time-formatter.ts';
import { resolveEventEffect } from '../../order/event-effects.ts';
import type { StepKind } from '../../order/steps.ts';

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
   * A time that is not ahead of `now`: a clock is fast, or the zone of a local time is not known. It becomes `now`; of
   * a day, or a local time without a known zone, it becomes the current day.
   */
  function resolvePastTime(time: string, place: Place): string {
    const span = resolveEventSpan(time, place?.timeZone, destinationZone);
    if (!span || span.from <= now) return resolveWholeDay(time);
    const isExact = span.form === 'instant' || (span.form === 'local' && !span.isZoneUnknown);
    return isExact ? new Date(now).toISOString() : civilDateAt(place?.timeZone ?? destinationZone, now);
  }

  /** The time of an event in the zone of its place. The zone is named if the reader's clock shows another time. */
  function eventTime(time: string, place?: Place): TextRun {
    const at = resolvePastTime(time, place);
    const zone = place?.timeZone ?? destinationZone;
    const hasYear = isOtherYear(at, zone);
    const text = timestamp(at, zone, { hasYear });
    const isSame = text === timestamp(at, readerZone, { hasYear });
    return { text: isSame ? text : timestamp(at, zone, { hasYear, hasZone: true }), date: at };
  }

  /** The year is named if it is not the current one. */
  const isOtherYear = (at: string, zone: string): boolean =>
    formatCivilDate(resolveEventDay(at, zone)).slice(0, 4) !== today.slice(0, 4);

  /**
   * A time with its weekday, for plans. A zone other than that of the destination is named if the reader's clock shows
   * another time.
   */
  function dayAndTime(time: string, place?: Place): TextRun[] {
    const at = resolveWholeDay(time);
    if (at.length === 10) return format.dates(at, at, today);
    const isInstant = timeForm(at) === 'instant';
    const zone = isInstant ? (place?.timeZone ?? destinationZone) : 'UTC';
    const show = isInstant && zone !== destinationZone ? format.zonedDayAndTime : format.dayAndTime;
    return [
      { text: (isOtherYear(at, zone) ? format.dayTimeAndYear : show)(isInstant ? at : `${at}Z`, zone), date: at },
    ];
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
    /** A time of the past with its weekday. */
    pastDayAndTime: (time: string, place?: Place): TextRun[] => dayAndTime(resolvePastTime(time, place), place),
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
    stepLabel: (kind: StepKind, shipment: DeliveryRoute): string => selectStepLabel(kind, shipment, messages.order),
    /** The label of an event without a text; `undefined` for kinds that tell a customer nothing. */
    eventLabel: (kind: string, shipment: DeliveryRoute | undefined): string | undefined =>
      selectEventLabel(kind, shipment, messages.order),
  };
}

/** Midnight without an offset is a whole day: carriers send dates in that form. */
const resolveWholeDay = (time: string): string => time.replace(/t00:00(:00(\.0+)?)?$/i, '');

/** The label of a code that another system sent, if there is one. */
export function selectLabel(labels: Readonly<Record<string, string>>, code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(labels, code) ? labels[code] : undefined;
}

/** How a parcel travels: decides the words of its steps and events. */
type DeliveryRoute = Pick<Shipment, 'method' | 'direction'>;

/** Whether a carrier has the parcel on its way: neither a download nor what the shop brings to its own stores. */
export const hasCarrier = ({ method }: Pick<Shipment, 'method'>): boolean => method !== 'digital' && method !== 'store';

const carriedSteps: readonly string[] = ['with_carrier', 'out_for_delivery', 'ready_for_pickup'];

/** Whether a step, or the headline of that name, says that somebody has the parcel: never of a digital delivery. */
export const isCarriedStep = (kind: string): boolean => carriedSteps.includes(kind);

/** Nobody brings a download back. */
function selectStepLabel(
  kind: StepKind,
  shipment: DeliveryRoute,
  { steps, headline }: OrderStatusMessages['order'],
): string {
  if (kind === 'with_carrier' && !hasCarrier(shipment)) return headline.under_way;
  return steps[kind === 'returning' && shipment.method === 'digital' ? 'return_announced' : kind];
}

/** Events share the labels of steps, headlines and issues. Nobody carries a digital delivery. */
function selectEventLabel(
  kind: string,
  shipment: DeliveryRoute | undefined,
  messages: OrderStatusMessages['order'],
): string | undefined {
  const { steps, headline, issue } = messages;
  const { status } = resolveEventEffect(kind);
  if (status && shipment) {
    const { step, returnStep } = shipmentStatusTable[status];
    if (shipment.method === 'digital' && isCarriedStep(step)) return headline.under_way;
    // The receiver of a return is the shop.
    if (shipment.direction === 'return' && kind !== 'delivery_attempted')
      return selectStepLabel(returnStep, shipment, messages);
    if (kind === 'accepted' || status === 'returning') return selectStepLabel(step, shipment, messages);
  }
  const labels = {
    placed: headline.placed,
    on_hold: headline.on_hold,
    accepted: steps.with_carrier,
    delivery_attempted: issue.attempt_failed,
    items_canceled: steps.canceled,
  };
  return (
    selectLabel(labels, kind) ??
    selectLabel(steps, status) ??
    (status && headline[shipmentStatusTable[status].headline])
  );
}
