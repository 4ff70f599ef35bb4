import { accessBy, type Access } from '../../../src/client/access.ts';
import { createCancellation, type CancelFlow } from '../../../src/client/cancel/cancellation.ts';
import { endpointPort } from '../../../src/client/cancel/endpoint-port.ts';
import type { CancelEnvironment } from '../../../src/client/cancel/environment.ts';
import type { CancelPort } from '../../../src/client/cancel/port.ts';
import { initialState, nextState } from '../../../src/components/cancel-item/cancel-item.machine.ts';
import type { CancelEvent, CancelState } from '../../../src/components/cancel-item/cancel-item.state.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import type { Order } from '../../../src/contract/order.ts';
import { settle, Stage } from '../live/stage.ts';
import type { CancelServer } from './cancel-server.ts';

export function readOrder(value: unknown): Order {
  const read = parseOrder(value);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.data;
}

/** The storage of one tab. */
export class TabStorage {
  readonly items = new Map<string, string>();
  isBlocked = false;
  getItem = (name: string): string | null => this.#open().get(name) ?? null;
  setItem = (name: string, value: string): void => void this.#open().set(name, value);
  removeItem = (name: string): void => void this.#open().delete(name);

  #open(): Map<string, string> {
    if (this.isBlocked) throw new DOMException('denied', 'SecurityError');
    return this.items;
  }
}

/** What a desk needs of a shop. */
export type DeskServer = Pick<CancelServer, 'fetch' | 'order' | 'posts'>;

export type DeskOptions = { stage?: Stage; storage?: TabStorage; access?: Access; port?: CancelPort; line?: string; endpoint?: string };

/** One page with the machine and the client as an element runs them. */
export class Desk<Server extends DeskServer = CancelServer> {
  readonly server: Server;
  readonly stage: Stage;
  readonly storage: TabStorage;
  readonly flow: CancelFlow;
  readonly history: CancelState[] = [];
  readonly events: CancelEvent[] = [];
  state: CancelState;
  isClosed = false;
  #keys = 0;

  constructor(server: Server, { stage = new Stage(), storage = new TabStorage(), access = accessBy(undefined), port, line = 'l1', endpoint = 'https://shop.example/api' }: DeskOptions = {}) {
    this.server = server;
    this.state = initialState({ type: 'cancel-items', lineItem: line });
    this.stage = stage;
    this.storage = storage;
    const environment: CancelEnvironment = {
      now: () => stage.time.now,
      random: () => stage.random(),
      later: stage.time.later,
      // A page that is gone asks nothing and writes nothing.
      fetch: (url, init) => (this.isClosed ? new Promise(() => {}) : server.fetch(url, init)),
      storage: () => (this.isClosed ? new TabStorage() : storage),
      page: stage.environment.page,
      clock: stage.clock,
    };
    this.flow = createCancellation({
      port: port ?? endpointPort(new URL(endpoint), 'o1', access, environment),
      place: `shop o1 cancel-items ${line}`,
      environment,
      report: (event) => this.go(event),
    });
  }

  get now(): number {
    return this.stage.clock.now();
  }

  go(event: CancelEvent): void {
    if (this.isClosed) return;
    this.events.push(event);
    const next = nextState(this.state, event);
    if (next !== this.state) this.history.push(next);
    this.state = next;
  }

  see(): void {
    this.go({ type: 'order-seen', order: readOrder(this.server.order), now: this.now });
  }

  /** Opens the dialog and confirms, as far as that can be done. */
  confirm(quantity?: number): void {
    if (this.state.kind === 'ready' && !this.state.order) this.see();
    this.go({ type: 'open', now: this.now });
    if (quantity !== undefined) this.go({ type: 'choose', choice: { quantity } });
    this.press();
  }

  /** The confirming button. */
  press(): void {
    const before = this.state;
    this.go({ type: 'confirm', key: `${this.stage.time.now}-${(this.#keys += 1)}-${Math.random()}`, now: this.now });
    if (this.state !== before && this.state.kind === 'sending') this.flow.send(this.state.intent);
  }

  check(): void {
    const before = this.state;
    this.go({ type: 'check' });
    if (this.state !== before) this.flow.check();
  }

  /** Lets time pass, and everything that waits for it happen. */
  async pass(ms = 0): Promise<this> {
    await settle();
    await this.stage.time.pass(ms);
    await settle();
    return this;
  }

  get keys(): number {
    return new Set(this.server.posts.map(({ key }) => key)).size;
  }
}
