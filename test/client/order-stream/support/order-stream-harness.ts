import { createAuth, type Auth } from '../../../../src/client/http/auth.ts';
import { openOrderStream, type OrderStream } from '../../../../src/client/order-stream/open-order-stream.ts';
import type { OrderStreamStatus, OrderStreamResult } from '../../../../src/client/order-stream/selectors.ts';
import { FakeOrderControl } from '../../../fakes/fake-order-control.ts';

import { flushTasks, FakeBrowser } from '../../support/fake-browser.ts';
import { parseTestOrder } from '../../support/test-order.ts';
import { waitFor } from '../../../support/wait-for.ts';

/** `polling`: the server has no stream. */
export type Transport = 'stream' | 'polling';

let harnessCount = 0;

/** An order stream against the fake server: real sockets, fake time. */
export class OrderStreamHarness {
  readonly browser: FakeBrowser;
  readonly control: FakeOrderControl;
  readonly results: OrderStreamResult[] = [];
  readonly #transport: Transport;
  readonly #auth: Auth;
  #stream: OrderStream | undefined;

  constructor(
    origin: string,
    transport: Transport = 'stream',
    auth: Auth = createAuth(undefined),
    browser = new FakeBrowser(),
  ) {
    this.browser = browser;
    this.control = new FakeOrderControl(origin, `harness-${(harnessCount += 1)}`, 'o1', () => browser.time.serverTime);
    this.#transport = transport;
    this.#auth = auth;
  }

  /** Configures the server for the transport and opens the order stream. */
  async open(): Promise<this> {
    if (this.#transport === 'polling') await this.control.configure({ hasStream: false });
    this.#stream = openOrderStream(
      {
        endpoint: this.control.endpoint,
        orderId: 'o1',
        auth: this.#auth,
        parse: parseTestOrder,
        onChange: (result) => this.results.push(result),
      },
      this.browser.environment,
    );
    return this;
  }

  /** Opens the order stream and waits until it is live or polling. */
  async openAndSettle(): Promise<this> {
    await this.open();
    await this.waitUntilSettled();
    return this;
  }

  async waitUntilSettled(): Promise<void> {
    await this.waitForStatus(this.#transport === 'stream' ? 'live' : 'polling');
  }

  async waitForStatus(status: OrderStreamStatus): Promise<void> {
    await this.waitFor(() => this.result.status === status, `${status}, was ${this.result.status}`);
  }

  async waitForVersion(version: number): Promise<void> {
    await this.waitFor(
      () => this.result.snapshot?.version === version,
      `version ${version}, was ${this.result.snapshot?.version}`,
    );
  }

  /** Advances time in steps until the condition is true. */
  async waitFor(condition: () => boolean, description: string): Promise<void> {
    await this.browser.waitForNetwork();
    for (let step = 0; step < 300 && !condition(); step += 1)
      await this.browser.advance(this.#transport === 'polling' ? 5_000 : 500);
    if (!condition()) throw new Error(`expected ${description}`);
  }

  /** Advances time in steps of `stepMs`. */
  async advance(ms: number, stepMs = 1_000): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) await this.browser.advance(Math.min(stepMs, ms - passed));
  }

  get result(): OrderStreamResult {
    if (!this.#stream) throw new Error('open it first');
    return this.#stream.result;
  }

  /** Versions of the results, in order, without repetitions. */
  get versions(): number[] {
    const versions = this.results.flatMap(({ snapshot }) => snapshot?.version ?? []);
    return versions.filter((version, index) => version !== versions[index - 1]);
  }

  refresh(): void {
    this.#stream?.refresh();
  }

  /** Closes the order stream and waits until its runner is destroyed. */
  async close(): Promise<void> {
    this.#stream?.close();
    await flushTasks();
    await this.browser.advance(1_000);
  }

  /** Waits until the server has no open stream. */
  async waitForNoStreams(): Promise<void> {
    await waitFor(async () => (await this.control.statistics()).openStreams === 0, 'no open stream');
  }
}
