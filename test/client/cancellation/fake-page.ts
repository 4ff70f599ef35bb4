import { createAuth, type Auth } from '../../../src/client/http/auth.ts';
import type { CancellationEnvironment } from '../../../src/client/cancellation/environment.ts';
import { createCancellationRunner, type CancellationRunner } from '../../../src/client/cancellation/runner.ts';
import {
  initialCancellationState,
  type CancellationEvent,
  type CancellationState,
} from '../../../src/client/cancellation/state.ts';
import { createEndpointTransport, type CancelTransport } from '../../../src/client/cancellation/transport.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import type { Order } from '../../../src/contract/order.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import type { FakeShop } from './fake-shop.ts';

export function parseOrderOrThrow(value: unknown): Order {
  const read = parseOrder(value);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.data;
}

/** The storage of one tab. */
export class FakeTabStorage {
  readonly items = new Map<string, string>();
  isBlocked = false;
  writes = 0;
  getItem = (name: string): string | null => this.#open().get(name) ?? null;
  setItem = (name: string, value: string): void => {
    this.#open().set(name, value);
    this.writes += 1;
  };
  removeItem = (name: string): void => void this.#open().delete(name);

  #open(): Map<string, string> {
    if (this.isBlocked) throw new DOMException('denied', 'SecurityError');
    return this.items;
  }
}

/** What a page needs of a shop. */
export type PageServer = Pick<FakeShop, 'fetch' | 'order' | 'posts'>;

export type FakePageOptions = {
  browser?: FakeBrowser;
  storage?: FakeTabStorage;
  auth?: Auth;
  transport?: CancelTransport;
  lineItem?: string;
  endpoint?: string;
  /** Instead of the initial one. */
  state?: CancellationState;
  onChange?: (state: CancellationState) => void;
};

/** A page with the runner of one cancellation, as the element has it. */
export class FakePage<Server extends PageServer = FakeShop> {
  readonly server: Server;
  readonly browser: FakeBrowser;
  readonly storage: FakeTabStorage;
  readonly runner: CancellationRunner;
  /** Every state since the page was loaded. */
  readonly history: CancellationState[] = [];
  isClosed = false;
  #keyCount = 0;

  constructor(
    server: Server,
    {
      browser = new FakeBrowser(),
      storage = new FakeTabStorage(),
      auth = createAuth(undefined),
      transport,
      lineItem = 'l1',
      endpoint = 'https://shop.example/api',
      state = initialCancellationState({ type: 'cancel-items', lineItem }),
      onChange,
    }: FakePageOptions = {},
  ) {
    this.server = server;
    this.browser = browser;
    this.storage = storage;
    const environment: CancellationEnvironment = {
      now: () => browser.time.monotonic,
      random: () => browser.random(),
      setTimer: browser.time.setTimer,
      // A closed page sends and stores nothing.
      fetch: (url, init) => (this.isClosed ? new Promise(() => {}) : server.fetch(url, init)),
      storage: () => (this.isClosed ? new FakeTabStorage() : storage),
      page: browser.environment.page,
      clock: browser.clock,
    };
    this.runner = createCancellationRunner({
      state,
      connection: {
        transport: transport ?? createEndpointTransport(new URL(endpoint), 'o1', auth, environment),
        storageKey: `shop o1 cancel-items ${lineItem}`,
      },
      environment,
      onChange: (next) => {
        if (this.isClosed) return;
        this.history.push(next);
        onChange?.(next);
      },
    });
  }

  get state(): CancellationState {
    return this.runner.state;
  }

  get now(): number {
    return this.browser.clock.now();
  }

  dispatch(event: CancellationEvent): void {
    if (!this.isClosed) this.runner.dispatch(event);
  }

  receiveOrder(): void {
    this.dispatch({ type: 'order-received', order: parseOrderOrThrow(this.server.order) });
  }

  /** Opens the dialog and confirms, as far as the state allows. */
  confirm(quantity?: number): void {
    if (this.state.kind === 'idle' && !this.state.order) this.receiveOrder();
    this.dispatch({ type: 'open' });
    if (quantity !== undefined) this.dispatch({ type: 'choose', choice: { quantity } });
    this.pressConfirm();
  }

  pressConfirm(idempotencyKey = this.#createKey()): void {
    this.dispatch({ type: 'confirm', idempotencyKey });
  }

  check(): void {
    this.dispatch({ type: 'check' });
  }

  /** Lets time pass; all timers that are due run. */
  async advance(ms = 0): Promise<this> {
    await flushTasks();
    await this.browser.time.advance(ms);
    await flushTasks();
    return this;
  }

  /** How many different keys the shop received. */
  get keys(): number {
    return new Set(this.server.posts.map(({ key }) => key)).size;
  }

  #createKey(): string {
    return `${this.browser.time.monotonic}-${(this.#keyCount += 1)}-${Math.random()}`;
  }
}
