import type { Order } from '../../contract/order.ts';
import type { Clock } from '../../order/moment.ts';
import { readOrder, type OrderReading } from '../../order/read-order.ts';

/** Reads an order once, and again only when time alone has changed what it says. */
export class RememberedReading {
  #last: { order: Order; clock: Clock; reading: OrderReading } | undefined;

  read(order: Order, clock: Clock): OrderReading {
    const last = this.#last;
    if (last?.order === order && last.clock.timeZone === clock.timeZone && isWithin(last, clock.now)) return last.reading;
    const reading = readOrder(order, clock);
    this.#last = { order, clock, reading };
    return reading;
  }
}

function isWithin({ clock, reading }: { clock: Clock; reading: OrderReading }, now: number): boolean {
  return now >= clock.now && now < reading.changesAt;
}
