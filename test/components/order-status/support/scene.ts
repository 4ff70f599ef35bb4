import { pageClock, settle, until } from '../../delivery-estimate/support/page-clock.ts';
import { OrderControl } from '../../../server/order-control.ts';
import { Traffic } from '../../../server/traffic.ts';

/* The misbehaving server behind an element. Time passes for both when the test says so. */

export const ways = ['stream', 'polling'] as const;
export type Way = (typeof ways)[number];
type Changes = Parameters<OrderControl['set']>[0];

const traffic = new Traffic(() => pageClock.time);
window.fetch = traffic.watch(window.fetch.bind(window));

export class Scene {
  readonly control: OrderControl;
  readonly way: Way;

  private constructor(way: Way, origin: string) {
    this.way = way;
    this.control = new OrderControl(`${origin}/order-server`, `element-${crypto.randomUUID()}`, 'o1', () => pageClock.time);
  }

  /** A server that only this test talks to: with a stream, or one that can only answer GET. */
  static async open(way: Way, settings: Changes = {}, { origin = location.origin } = {}): Promise<Scene> {
    const scene = new Scene(way, origin);
    await scene.control.set({ hasStream: way === 'stream', ...settings });
    return scene;
  }

  /** The attributes of an element that follows the scene's order. */
  get attributes(): Record<string, string> {
    return { endpoint: this.control.endpoint.href, 'order-id': 'o1' };
  }

  /** Time passes here and at the server. It stands still while the network has something to do. */
  async pass(ms: number): Promise<void> {
    await pageClock.pass(ms, () => this.quiet());
  }

  /** Waits until all that was asked is answered, as far as the server means to answer it. */
  quiet(): Promise<void> {
    return traffic.quiet(settle);
  }

  /** Lets it pass in steps, so that what is asked in one is answered before the next. */
  async passInSteps(ms: number, step: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) await this.pass(step);
  }

  /** Lets time pass until something holds, so much of it at most. */
  async passUntil(ms: number, holds: () => Promise<boolean>, step = 200): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      if (await holds()) return;
      await this.pass(step);
    }
    if (!(await holds())) throw new Error(`not within ${ms} ms: ${String(holds)}`);
  }

  /** Waits until the element follows: live, or after the stream was refused. */
  async follows(element: Element): Promise<void> {
    if (this.way === 'stream') return until(() => element.matches(':state(live)'));
    await this.sees(({ streams }) => streams > 0);
    await this.quiet();
  }

  /** Waits until something holds, and lets the time pass in which the next poll is due. */
  async until(holds: () => unknown): Promise<void> {
    await this.quiet();
    for (let passed = 0; this.way === 'polling' && passed < 40_000 && !holds(); passed += 2_000) await this.pass(2_000);
    await until(holds);
  }

  /** Waits until the server has seen something. */
  sees(holds: (statistics: Awaited<ReturnType<OrderControl['statistics']>>) => boolean): Promise<void> {
    return until(async () => holds(await this.control.statistics()), `the server sees: ${String(holds)}`);
  }
}

/** The wire status of one parcel, as the newest answer. */
export const parcel = (status: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  shipments: [{ id: 's1', direction: 'outbound', status, method: 'courier', tracking: [], ...fields }],
});
