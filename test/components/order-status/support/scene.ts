import { pageClock, settle, until } from '../../delivery-estimate/support/page-clock.ts';
import { OrderControl } from '../../../server/order-control.ts';

/* The misbehaving server behind an element. Time passes for both when the test says so. */

export const ways = ['stream', 'polling'] as const;
export type Way = (typeof ways)[number];
type Changes = Parameters<OrderControl['set']>[0];

/** Requests of this page that have not been answered, bodies apart. */
const asked = { open: 0 };
const { fetch } = window;
window.fetch = async (...given) => {
  asked.open += 1;
  try {
    return await fetch(...given);
  } finally {
    asked.open -= 1;
  }
};

/** What time it really is: events are stamped by a clock that no test holds. */
const realNow = (): number => performance.timeOrigin + new Event('now').timeStamp;

export class Scene {
  readonly control: OrderControl;
  readonly way: Way;
  readonly #skewMs: number;

  private constructor(way: Way, origin: string, skewMs: number) {
    this.way = way;
    this.control = new OrderControl(`${origin}/order-server`, `element-${Math.random().toString(36).slice(2)}`);
    this.#skewMs = skewMs;
  }

  /** A server that only this test talks to: with a stream, or one that can only answer GET. */
  static async open(way: Way, settings: Changes = {}, { origin = location.origin, skewMs = 0 } = {}): Promise<Scene> {
    const scene = new Scene(way, origin, skewMs);
    await scene.#set(0, { hasStream: way === 'stream', ...settings });
    return scene;
  }

  /** The attributes of an element that follows the scene's order. */
  get attributes(): Record<string, string> {
    return { endpoint: this.control.endpoint.href, 'order-id': 'o1' };
  }

  /** Time passes here and at the server. */
  async pass(ms: number): Promise<void> {
    await this.#set(ms);
    await pageClock.pass(ms);
    await answered();
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
    await answered();
  }

  /** Waits until something holds, and lets the time pass in which the next poll is due. */
  async until(holds: () => unknown): Promise<void> {
    await settle();
    for (let passed = 0; this.way === 'polling' && passed < 40_000 && !holds(); passed += 2_000) await this.pass(2_000);
    await until(holds);
  }

  /** Waits until the server has seen something. */
  async sees(holds: (statistics: Awaited<ReturnType<OrderControl['statistics']>>) => boolean): Promise<void> {
    for (const end = realNow() + 6_000; realNow() < end; await frame()) {
      if (holds(await this.control.statistics())) return;
    }
    throw new Error(`the server never saw: ${String(holds)}`);
  }

  async #set(aheadMs: number, settings: Changes = {}): Promise<void> {
    await this.control.set({ ...settings, skewMs: pageClock.now + aheadMs - realNow() + this.#skewMs });
  }
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Time that passes in an instant must not outrun a slow machine's answers; one that never comes is not waited for. */
async function answered(): Promise<void> {
  await frame();
  for (const end = realNow() + 400; asked.open > 0 && realNow() < end; ) await frame();
  await settle();
}

/** The wire status of one parcel, as the newest answer. */
export const parcel = (status: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  shipments: [{ id: 's1', direction: 'outbound', status, method: 'courier', tracking: [], ...fields }],
});
