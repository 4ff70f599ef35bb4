import { pageClock, settle, waitFor } from '../../../support/page-clock.ts';
import { FakeOrderControl } from '../../../fakes/fake-order-control.ts';
import { RequestTracker } from '../../../fakes/request-tracker.ts';

/* The fake order server of an element. The clocks of the element and the server advance only if a test advances them. */

export const transports = ['stream', 'polling'] as const;
export type Transport = (typeof transports)[number];
type OrderServerSettings = Parameters<FakeOrderControl['configure']>[0];

const requestTracker = new RequestTracker(() => pageClock.time);
window.fetch = requestTracker.trackFetch(window.fetch.bind(window));

export class OrderServerHarness {
  readonly control: FakeOrderControl;
  readonly transport: Transport;

  private constructor(transport: Transport, origin: string) {
    this.transport = transport;
    this.control = new FakeOrderControl(
      `${origin}/fake-orders`,
      `element-${crypto.randomUUID()}`,
      'o1',
      () => pageClock.time,
    );
  }

  /** Opens a server for one test, with or without a stream. */
  static async open(
    transport: Transport,
    settings: OrderServerSettings = {},
    { origin = location.origin } = {},
  ): Promise<OrderServerHarness> {
    const harness = new OrderServerHarness(transport, origin);
    await harness.control.configure({ hasStream: transport === 'stream', ...settings });
    return harness;
  }

  /** The attributes of an element for the server's order. */
  get attributes(): Record<string, string> {
    return { endpoint: this.control.endpoint.href, 'order-id': 'o1' };
  }

  /** Advances both clocks by `ms`. They stop while requests are pending. */
  async pass(ms: number): Promise<void> {
    await pageClock.pass(ms, () => this.waitForIdle());
  }

  /** Waits until no request is pending, except requests that the server holds. */
  waitForIdle(): Promise<void> {
    return requestTracker.waitUntilIdle(settle);
  }

  /** Advances both clocks in steps. The requests of a step complete before the next step. */
  async passInSteps(ms: number, stepMs: number): Promise<void> {
    for (let elapsedMs = 0; elapsedMs < ms; elapsedMs += stepMs) await this.pass(stepMs);
  }

  /** Advances both clocks until a condition is true, by `ms` at most. */
  async passUntil(ms: number, isFulfilled: () => Promise<boolean>, stepMs = 200): Promise<void> {
    for (let elapsedMs = 0; elapsedMs < ms; elapsedMs += stepMs) {
      if (await isFulfilled()) return;
      await this.pass(stepMs);
    }
    if (!(await isFulfilled())) throw new Error(`not within ${ms} ms: ${String(isFulfilled)}`);
  }

  /** Waits until the element's stream is live, or was refused by a server without streams. */
  async waitForConnection(element: Element): Promise<void> {
    if (this.transport === 'stream') return waitFor(() => element.matches(':state(live)'));
    await this.waitForServer(({ streamRequests }) => streamRequests > 0);
    await this.waitForIdle();
  }

  /** Waits until a condition is true. Advances the clocks for an element that polls. */
  async waitFor(isFulfilled: () => unknown): Promise<void> {
    await this.waitForIdle();
    for (let elapsedMs = 0; this.transport === 'polling' && elapsedMs < 40_000 && !isFulfilled(); elapsedMs += 2_000)
      await this.pass(2_000);
    await waitFor(isFulfilled);
  }

  /** Waits until the server's statistics fulfil a condition. */
  waitForServer(
    isFulfilled: (statistics: Awaited<ReturnType<FakeOrderControl['statistics']>>) => boolean,
  ): Promise<void> {
    return waitFor(async () => isFulfilled(await this.control.statistics()), `statistics: ${String(isFulfilled)}`);
  }
}

/** The order fields for one parcel with a status. */
export const withShipment = (status: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  shipments: [{ id: 's1', direction: 'outbound', status, method: 'courier', tracking: [], ...fields }],
});
