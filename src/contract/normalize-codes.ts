import type { Order } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import type { ParseWarningCode } from './lenient-parse.ts';
import type { Shipment } from './shipment.ts';
import { dependsOnMethod, resolveWord, type CodeList } from './synonyms.ts';

/*
 * Reads words of other systems as the codes that they mean, with a warning. Other words are kept, with a warning too: an
 * order whose statuses say nothing would else look like one that never moves.
 */

export type AddWarning = (code: ParseWarningCode, path: string, message: string) => void;

/** A code may hold any text, also a personal one. A single word without many digits is none. */
const isWord = (code: string): boolean => /^[a-z][a-z_.-]{0,39}\d{0,4}$/i.test(code);

/** The code that `word` means; `word` itself if it means none. */
export function readCode(list: CodeList, word: string, path: string, warn: AddWarning, method?: string): string {
  const code = resolveWord(list, word, method);
  if (code === word) return word;
  if (code === undefined) {
    warn('unknown-code', path, `${isWord(word) ? `"${word}"` : 'the code'} is not listed`);
    return word;
  }
  warn('synonym', path, `"${word}" is read as ${code}`);
  return code;
}

/**
 * The code of a status or of an event, and the word itself if it may mean more than `accepted`: some say that the shop has
 * done its part, and not what became of the parcel.
 */
export function readPositionCode(
  list: 'status' | 'event',
  sent: string,
  path: string,
  warn: AddWarning,
  method: string | undefined,
): { readonly code: string; readonly word?: string } {
  const code = readCode(list, sent, path, warn, method);
  return code === 'accepted' && dependsOnMethod(sent) ? { code, word: sent } : { code };
}

/** The method that decides what a word means. None of a return: there the carrier takes the parcel over from the customer. */
export const selectWordMethod = (
  { direction, method }: Pick<Shipment, 'direction' | 'method'>,
  orderMethod: string | undefined,
): string | undefined => (direction === 'return' ? undefined : (method ?? orderMethod));

/** `orderMethod` is the method of an order whose parcels name none. */
export function normalizeShipmentCodes(
  shipment: Shipment,
  path: string,
  orderMethod: string | undefined,
  warn: AddWarning,
): Shipment {
  const { delivery } = shipment;
  const method =
    shipment.method === undefined ? undefined : readCode('method', shipment.method, `${path}.method`, warn);
  const wordMethod = selectWordMethod({ direction: shipment.direction, method }, orderMethod);
  const { code: status, word } = readPositionCode('status', shipment.status, `${path}.status`, warn, wordMethod);
  return {
    ...shipment,
    status,
    ...(word !== undefined && { statusWord: word }),
    ...(method !== undefined && { method }),
    exceptions: shipment.exceptions.map((exception, index) => {
      const kind = readCode('exception', exception.kind, `${path}.exceptions.${index}.kind`, warn);
      return kind === exception.kind ? exception : { ...exception, kind };
    }),
    ...(delivery && {
      delivery: { ...delivery, kind: readCode('delivery', delivery.kind, `${path}.delivery.kind`, warn) },
    }),
  };
}

/** Returns the same list if all kinds are listed. */
export function normalizeEventCodes(
  events: readonly OrderEvent[],
  { method, shipments }: Pick<Order, 'method' | 'shipments'>,
  warn: AddWarning,
): readonly OrderEvent[] {
  const methods = new Map(shipments.map((shipment) => [shipment.id, selectWordMethod(shipment, method)]));
  const [only, ...others] = shipments;
  const onlyMethod = only && others.length === 0 ? methods.get(only.id) : method;
  let isChanged = false;
  const normalized = events.map((event, index) => {
    const parcelMethod = event.shipmentId === undefined ? onlyMethod : methods.get(event.shipmentId);
    const { code: kind, word } = readPositionCode('event', event.kind, `events.${index}.kind`, warn, parcelMethod);
    if (kind === event.kind) return event;
    isChanged = true;
    return { ...event, kind, ...(word !== undefined && { word }) };
  });
  return isChanged ? normalized : events;
}
