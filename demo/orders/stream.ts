import type { ServerResponse } from 'node:http';
import type { Order } from '../../src/contract/index.ts';
import { versionsSince, type Entry, type OrderBook } from './book.ts';

const HEARTBEAT_MS = 15_000;

/** Every version of an order as it comes, after those that were missed since the cursor. */
export function streamOrder(book: OrderBook, id: string, cursor: string | undefined, now: () => number) {
  return (response: ServerResponse): void => {
    const entry = book.find(id);
    if (!entry) return void response.end();
    const serverTime = (): string => new Date(now()).toISOString();
    const send = (name: string, data: object, eventId?: string): void => {
      const idLine = eventId === undefined ? '' : `id: ${eventId}\n`;
      response.write(`${idLine}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const sendOrder = (epoch: string, order: Order): void => {
      const { version } = order;
      send('order', { epoch, version, serverTime: serverTime(), order }, `${epoch}.${version}`);
    };
    const beat = (): void => {
      const current = book.find(id);
      if (!current) return;
      const { epoch, order } = current;
      send('heartbeat', { epoch, version: order.version, serverTime: serverTime() });
    };
    const listener = (changed: Entry | undefined): void => {
      if (changed) return sendOrder(changed.epoch, changed.order);
      send('end', {});
      response.end();
    };

    const missed = versionsSince(entry, cursor);
    for (const order of missed ?? []) sendOrder(entry.epoch, order);
    if (!missed) send('gone', {});
    beat();
    entry.listeners.add(listener);
    const timer = setInterval(beat, HEARTBEAT_MS);
    response.on('close', () => {
      clearInterval(timer);
      entry.listeners.delete(listener);
    });
  };
}
