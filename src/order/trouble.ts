import type { OrderException, Shipment } from '../contract/order-shipment.ts';
import { exceptionKinds, knownWord, type ExceptionKind, type ShipmentStatus } from '../contract/order-words.ts';
import type { EventTime } from '../contract/order-time.ts';
import { formatDay, parseDay } from '../estimate/civil-date.ts';
import { formatInstant } from '../estimate/zoned-time.ts';
import { momentOf, type Clock } from './moment.ts';
import type { PromiseReading } from './promise.ts';
import type { ShipmentReading } from './read-shipment.ts';
import type { SilenceReading } from './silence.ts';

/** Something is wrong now. */
export type Trouble = {
  /** One of `exceptionKinds`; the word as it was sent is in `exception.kind`. */
  readonly kind: ExceptionKind;
  readonly since: EventTime | undefined;
  /** The parcel it happened to; absent where it is about what is in no parcel. */
  readonly shipmentId: string | undefined;
  /** As the shop or the carrier said it; absent where it was read from the events and the clock. */
  readonly exception: OrderException | undefined;
};

/** Kinds that still matter once the parcel is handed over, or back, whenever they happened. */
const lasting: readonly ExceptionKind[] = ['damaged', 'destroyed', 'missing_contents'];

/** Kinds that put the promised date in doubt. */
const endangering: readonly ExceptionKind[] = [
  'delayed',
  'customs_hold',
  'attempt_failed',
  'address_issue',
  'refused',
  'held',
  'damaged',
  'lost',
  'destroyed',
  'silent',
];

/** What was said to be wrong and is not over yet, and a failed attempt that nobody named. */
export function openTroubles(shipment: Shipment, reading: ShipmentReading, clock: Clock): Trouble[] {
  const said = shipment.exceptions
    .filter((exception) => !isResolved(exception, clock))
    .map((exception): Trouble => {
      const kind = knownWord(exceptionKinds, exception.kind, 'other');
      return { kind, since: exception.since, shipmentId: shipment.id || undefined, exception };
    })
    .filter((trouble) => !isOvertaken(trouble, reading, clock));
  const { decidedBy } = reading;
  const isAttempt = decidedBy?.event.kind === 'delivery_attempted';
  if (!isAttempt || shipment.exceptions.some(({ kind }) => kind === 'attempt_failed')) return said;
  return [...said, { kind: 'attempt_failed', since: decidedBy.at, shipmentId: shipment.id || undefined, exception: undefined }];
}

/** Longer without a scan than is normal: said by nobody, read from the clock, and named as such. */
export function silentTrouble(silence: SilenceReading | undefined, shipmentId: string, open: readonly Trouble[]): Trouble[] {
  if (silence?.state !== 'silent' || open.some(({ kind }) => kind === 'silent')) return [];
  return [{ kind: 'silent', since: formatInstant(silence.actFrom), shipmentId: shipmentId || undefined, exception: undefined }];
}

/** The promised date has passed and nothing new is known. Since the day after it. */
export function overdueTrouble(promise: PromiseReading, shipmentId: string, open: readonly Trouble[]): Trouble[] {
  const lastDay = promise.current?.window?.to;
  if (promise.state !== 'overdue' || lastDay === undefined || open.some(({ kind }) => kind === 'overdue')) return [];
  return [{ kind: 'overdue', since: formatDay(parseDay(lastDay) + 1), shipmentId: shipmentId || undefined, exception: undefined }];
}

/** When the newest trouble that endangers the date began; unknown is as bad as now. */
export function endangeredSince(troubles: readonly Trouble[], { timeZone }: Clock): number | undefined {
  const times = troubles
    .filter(({ kind }) => endangering.includes(kind))
    .map(({ since }) => (since ? momentOf(since, undefined, timeZone)?.to : undefined) ?? Infinity);
  return times.length > 0 ? Math.max(...times) : undefined;
}

function isResolved({ resolvedAt }: OrderException, { now, timeZone }: Clock): boolean {
  const moment = resolvedAt === undefined ? undefined : momentOf(resolvedAt, undefined, timeZone);
  return moment !== undefined && moment.from <= now;
}

/** Trouble on the way is over with the way; what came after it is not. */
function isOvertaken({ kind, since }: Trouble, { status, since: settled }: ShipmentReading, { timeZone }: Clock): boolean {
  const ends: readonly ShipmentStatus[] = ['delivered', 'returned', 'canceled'];
  if (!ends.includes(status) || lasting.includes(kind)) return false;
  const began = since && momentOf(since, undefined, timeZone);
  const ended = settled && momentOf(settled, undefined, timeZone);
  return !began || !ended || began.from <= ended.to;
}
