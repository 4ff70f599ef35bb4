import type { Settings, Statistics } from './order-settings.ts';

/** Some settings; of `next` and `always` as many kinds as matter. */
type Changes = Omit<Partial<Settings>, 'next' | 'always'> & {
  next?: Partial<Settings['next']>;
  always?: Partial<Settings['always']>;
};

/** Tells a scenario of the misbehaving server what to do; in Node and in a page. */
export class OrderControl {
  /** The endpoint to give to what is tested. */
  readonly endpoint: URL;
  readonly #order: string;
  readonly #now: (() => number) | undefined;

  /**
   * @param base where the server answers, e.g. `http://127.0.0.1:4000`
   * @param now what time it is there, where a test holds the clock
   */
  constructor(base: string, scenario: string, order = 'o1', now?: () => number) {
    this.endpoint = new URL(`${base}/${scenario}`);
    this.#order = order;
    this.#now = now;
  }

  set(changes: Changes): Promise<unknown> {
    return this.#post('settings', changes);
  }

  async statistics(): Promise<Statistics> {
    return (await this.#post('statistics')) as Statistics;
  }

  /** A new version of the order, sent to every open stream; answers the version. */
  async change(patch: Record<string, unknown> = {}): Promise<number> {
    return ((await this.#post('change', patch)) as { version: number }).version;
  }

  /** A new version that no stream hears of. */
  async changeSilently(patch: Record<string, unknown> = {}): Promise<number> {
    return ((await this.#post('silent-change', patch)) as { version: number }).version;
  }

  /** Versions begin at 1 again. */
  startEpoch(epoch: string): Promise<unknown> {
    return this.#post('epoch', { epoch });
  }

  /** A heartbeat; `ahead` claims a later version than there is. */
  beat(ahead = 0): Promise<unknown> {
    return this.#post('beat', { ahead });
  }

  /** Bytes as they are, to every open stream. */
  write(text: string): Promise<unknown> {
    return this.#post('write', { text });
  }

  /** Breaks every open stream. */
  drop(): Promise<unknown> {
    return this.#post('drop');
  }

  /** Ends every open stream cleanly. */
  end(): Promise<unknown> {
    return this.#post('end');
  }

  /** Lets go of the answers that are held back. */
  release(): Promise<unknown> {
    return this.#post('release');
  }

  async #post(action: string, body: unknown = {}): Promise<unknown> {
    const at = this.#now ? `&at=${this.#now()}` : '';
    const url = `${this.endpoint.href}/control/${action}?order=${this.#order}${at}`;
    // Plain text, so that a page of another origin need not ask first.
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${action}: ${response.status}`);
    return response.json();
  }
}
