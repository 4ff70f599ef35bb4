import type { Order } from '../../contract/order.ts';
import { backOff } from '../live/back-off.ts';
import type { CancelEnvironment } from './environment.ts';
import { outcomeIn, type Outcome } from './outcome.ts';
import type { CancelPort } from './port.ts';
import type { CancelRecord } from './record.ts';
import type { CancelReport } from './report.ts';
import { sleep, within } from './timing.ts';

/** An order that was read, and what it says became of an intent. */
export type Look = { readonly order: Order; readonly outcome: Outcome };

/** How long a reading may take. */
export const READ_TIMEOUT_MS = 10_000;
export const LEAST_WAIT_MS = 1_000;

const isClear = ({ outcome }: Look): boolean => outcome !== 'unclear';

export type Looks = {
  /** Reads the order and reports it; `undefined` where it could not be read. */
  once(current: CancelRecord): Promise<Look | undefined>;
  /** Reads it again and again until it says enough, or until then: what was read last. */
  until(end: number, current: CancelRecord, isEnough?: (seen: Look) => boolean): Promise<Look | undefined>;
};

/** Asks the order what became of an intent. */
export function createLooks(port: CancelPort, environment: CancelEnvironment, report: (report: CancelReport) => void): Looks {
  async function once({ intent, cancellation }: CancelRecord): Promise<Look | undefined> {
    const order = port.readOrder && (await within(environment, READ_TIMEOUT_MS, port.readOrder));
    if (!order) return undefined;
    report({ type: 'order-seen', order, now: environment.clock.now() });
    return { order, outcome: outcomeIn(order, intent, cancellation?.id) };
  }

  async function until(end: number, current: CancelRecord, isEnough = isClear): Promise<Look | undefined> {
    for (let tries = 1; ; tries++) {
      // oxlint-disable-next-line no-await-in-loop -- one read after the other
      const seen = await once(current);
      if (!port.readOrder || (seen && isEnough(seen))) return seen;
      const wait = LEAST_WAIT_MS + backOff(tries, environment.random());
      if (environment.now() + wait > end) return seen;
      // oxlint-disable-next-line no-await-in-loop -- as above
      await sleep(environment, wait);
    }
  }

  return { once, until };
}
