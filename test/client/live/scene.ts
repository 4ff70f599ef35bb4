import { accessBy, type Access } from '../../../src/client/access.ts';
import { openLiveSource, type LiveHandle } from '../../../src/client/live/open.ts';
import type { LiveStatus, LiveView } from '../../../src/client/live/status.ts';
import { OrderControl } from '../../server/order-control.ts';
import type { Thing } from './drive.ts';
import { parseThing, settle, Stage, until } from './stage.ts';

/** With a stream, or in a shop that only answers GET. */
export type Way = 'stream' | 'polling';

let scenes = 0;

/** A source against the misbehaving server: real sockets, false time. */
export class Scene {
  readonly stage: Stage;
  readonly control: OrderControl;
  readonly views: LiveView<Thing>[] = [];
  readonly #way: Way;
  readonly #access: Access;
  #handle: LiveHandle<Thing> | undefined;

  constructor(origin: string, way: Way = 'stream', access: Access = accessBy(undefined), stage = new Stage()) {
    this.stage = stage;
    this.control = new OrderControl(origin, `scene-${(scenes += 1)}`, 'o1', () => stage.time.time);
    this.#way = way;
    this.#access = access;
  }

  /** Sets the server up for the way and opens the source. */
  async open(): Promise<this> {
    if (this.#way === 'polling') await this.control.set({ hasStream: false });
    this.#handle = openLiveSource(
      {
        endpoint: this.control.endpoint,
        orderId: 'o1',
        access: this.#access,
        parse: parseThing,
        onChange: (view) => this.views.push(view),
      },
      this.stage.environment,
    );
    return this;
  }

  /** Opens it and waits until it is live or polls. */
  async run(): Promise<this> {
    await this.open();
    await this.settled();
    return this;
  }

  async settled(): Promise<void> {
    await this.reaches(this.#way === 'stream' ? 'live' : 'polling');
  }

  async reaches(status: LiveStatus): Promise<void> {
    await this.waitFor(() => this.view.status === status, `${status}, was ${this.view.status}`);
  }

  async shows(version: number): Promise<void> {
    await this.waitFor(() => this.view.version === version, `version ${version}, was ${this.view.version}`);
  }

  /** Waits for the network, and lets a second pass whenever that has nothing to say. */
  async waitFor(isSo: () => boolean, what: string): Promise<void> {
    await this.stage.quiet();
    for (let looks = 0; looks < 300 && !isSo(); looks += 1) await this.stage.pass(this.#way === 'polling' ? 5_000 : 500);
    if (!isSo()) throw new Error(`expected ${what}`);
  }

  /** Lets time pass in steps. */
  async pass(ms: number, step = 1_000): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) await this.stage.pass(Math.min(step, ms - passed));
  }

  get view(): LiveView<Thing> {
    if (!this.#handle) throw new Error('open it first');
    return this.#handle.view;
  }

  /** Versions in the order they were shown. */
  get versions(): number[] {
    const shown = this.views.flatMap(({ version }) => (version === undefined ? [] : [version]));
    return shown.filter((version, index) => version !== shown[index - 1]);
  }

  refresh(): void {
    this.#handle?.refresh();
  }

  /** Closes the source and lets its last second pass. */
  async close(): Promise<void> {
    this.#handle?.close();
    await settle();
    await this.stage.pass(1_000);
  }

  /** No stream is left open on the server. */
  async isQuiet(): Promise<void> {
    await until(async () => (await this.control.statistics()).open === 0, 'no open stream');
  }
}
