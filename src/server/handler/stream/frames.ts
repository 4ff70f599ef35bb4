import type { Order } from '../../../contract/order.ts';
import { instantOf } from '../../domain/clock.ts';
import { isFinal } from '../is-final.ts';
import { forCustomer } from '../for-customer.ts';

/* The events of the stream as bytes: written once, however many read them. */

const encoder = new TextEncoder();

/** JSON has no line breaks of its own, so that one `data:` line is enough. */
function frame(name: string, data: object, id?: string): Uint8Array {
  return encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

const at = (now: number): { serverTime: string } => ({ serverTime: instantOf(now) });

/** An order and what it says about the stream. */
export type OrderFrame = { readonly version: number; readonly bytes: Uint8Array; readonly isFinal: boolean };

export function orderFrame(order: Order, epoch: string, now: number): OrderFrame {
  const { version } = order;
  const bytes = frame('order', { epoch, version, ...at(now), order: forCustomer(order) }, `${epoch}.${version}`);
  return { version, bytes, isFinal: isFinal(order) };
}

export const beatFrame = (epoch: string, version: number, now: number): Uint8Array => frame('heartbeat', { ...at(now), epoch, version });

/** `gone`: fetch anew; `end`: nothing more will come; `auth`: come again with a new token. */
export const closingFrame = (name: 'gone' | 'end' | 'auth', now: number): Uint8Array => frame(name, at(now));
