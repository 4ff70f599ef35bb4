import type { DateWindow } from '../../contract/estimate.ts';
import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { formatCivilDate } from '../../dates/civil-date.ts';
import { resolveEventDay, resolveEventSpan, resolveToday, timeForm } from '../../dates/zoned-time.ts';
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
  /** Whether each time of the destination names its zone. Default: `usedZone` tells it once. */
  namesZone?: boolean;
};

/** Where something happened. Its zone takes precedence over the destination's. */
type Place = { timeZone?: string | undefined } | undefined;

export type OrderFormatter = ReturnType<typeof createOrderFormatter>;

/** Formats all texts of one order for one language, time and destination. */
export function createOrderFormatter({ messages, format, now, timeZone, namesZone = false }: OrderFormatContext) {
  const readerZone = readerTimeZone();
  const destinationZone = timeZone ?? readerZone;
  const currentDay = resolveCurrentDay(destinationZone, now);
  const { today } = currentDay;
  const { timestamp, timeAndWeekday, zoneName, relativeTime } = getTimeFormatter(format.locale);
  let isZoneUsed = false;

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

  /**
   * A past time and the zone in which it is shown: that of the destination if the day is the same there, else that of the
   * place. A zone of a place is named with the time if the reader's clock shows another time; that of the destination is told
   * once. `days` have passed since then.
   */
  function locate(time: string, place: Place): { at: string; zone: string; isNamed: boolean; days: number } {
    const at = resolvePastTime(time, place);
    const placeZone = place?.timeZone ?? destinationZone;
    const isConverted = resolveEventDay(at, placeZone) === resolveEventDay(at, destinationZone);
    const zone = isConverted ? destinationZone : placeZone;
    const isOtherClock = timeForm(at) === 'instant' && timestamp(at, zone) !== timestamp(at, readerZone);
    if (isOtherClock && zone === destinationZone) isZoneUsed = true;
    const days = resolveToday({ now, timeZone: zone }) - resolveEventDay(at, zone);
    return { at, zone, isNamed: isOtherClock && (namesZone || zone !== destinationZone), days };
  }

  /** The time of an event: "Nov 30, 9:50", for sentences. */
  function eventTime(time: string, place?: Place): TextRun {
    const { at, zone, isNamed } = locate(time, place);
    return { text: timestamp(at, zone, { hasYear: isOtherYear(at, zone), hasZone: isNamed }), date: at };
  }

  /** The time of an event that stands alone: "today, 9:50", with `hasWeekday` "Sun, 9:50" for the last six days. */
  function relativeEventTime(time: string, place?: Place, { hasWeekday = false } = {}): TextRun {
    const { at, zone, isNamed, days } = locate(time, place);
    if (isNamed || days < 0 || days > (hasWeekday ? 6 : 0) || (days > 0 && at.length === 10))
      return eventTime(time, place);
    if (at.length === 10) return { text: format.relativeDay(0), date: at };
    const { time: clock, weekday } = timeAndWeekday(at, zone);
    const day = days === 0 ? format.relativeDay(0) : weekday;
    return { text: formatMessageText(messages.order.dayTime, { day, time: clock }), date: at };
  }

  /** "Nov 30". A civil day, past or ahead. */
  const shortDay = (day: string): TextRun => ({
    text: timestamp(day, destinationZone, { hasYear: isOtherYear(day, destinationZone) }),
    date: day,
  });

  /** "Delivered today, 11:25", else "Delivered Tue, December 1, 11:25". */
  function deliveredAt(time: string, place: Place): TextRun[] {
    const { delivered, deliveredToday, deliveredYesterday } = messages.order.headline;
    const { at, zone, isNamed, days } = locate(time, place);
    const template = [deliveredToday, deliveredYesterday][days];
    if (template === undefined || isNamed || at.length === 10)
      return formatMessage(delivered, { date: dayAndTime(at, { timeZone: zone }) });
    return formatMessage(template, { time: [{ text: timeAndWeekday(at, zone).time, date: at }] });
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
    if (zone === destinationZone && timestamp(at, zone) !== timestamp(at, readerZone)) isZoneUsed = true;
    const show = isInstant && (namesZone || zone !== destinationZone) ? format.zonedDayAndTime : format.dayAndTime;
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
    relativeEventTime,
    /** The day of an event, without its time: "Nov 30". */
    eventDay: (time: string): TextRun => {
      const at = resolvePastTime(time, undefined);
      return shortDay(formatCivilDate(resolveEventDay(at, destinationZone)));
    },
    shortDay,
    dayAndTime,
    deliveredAt,
    /** The name of the destination's zone if a time was formatted in it that the reader's clock does not show. */
    usedZone: (): string | undefined => (isZoneUsed && !namesZone ? zoneName(destinationZone, now) : undefined),
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
    /** A sentence with its first letter in lower case, to stand within another one. */
    lowerFirst: ([first, ...rest]: readonly TextRun[]): TextRun[] =>
      first
        ? [
            {
              ...first,
              text: first.text.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLocaleLowerCase(format.locale)),
            },
            ...rest,
          ]
        : [],
    /** "3 minutes ago". */
    age: (ms: number): TextRun => ({ text: relativeTime(ms), date: new Date(now - ms).toISOString() }),
    /** "2 × Blue mug" or "2 × €12.90"; the text alone for one piece or an unknown quantity. */
    timesQuantity: (text: string, quantity: number | undefined): string =>
      quantity === undefined || quantity === 1
        ? text
        : formatMessageText(messages.order.item, { quantity: format.number(quantity), title: text }),
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
