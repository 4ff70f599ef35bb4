import type { FakeOrderSettings, RequestStatistics } from './fake-order-settings.ts';

/** The settings to change; `next` and `always` may omit request kinds. */
type Changes = Omit<Partial<FakeOrderSettings>, 'next' | 'always'> & {
  next?: Partial<FakeOrderSettings['next']>;
  always?: Partial<FakeOrderSettings['always']>;
};

/** Controls a scenario of the fake order server over HTTP, from Node or from a page. */
export class FakeOrderControl {
  /** The endpoint for the tested code. */
  readonly endpoint: URL;
  readonly #order: string;
  readonly #now: (() => number) | undefined;

  /**
   * @param base the server's address, for example `http://127.0.0.1:4000`
   * @param now the server's clock, for a test with a simulated clock
   */
  constructor(base: string, scenario: string, order = 'o1', now?: () => number) {
    this.endpoint = new URL(`${base}/${scenario}`);
    this.#order = order;
    this.#now = now;
  }

  configure(changes: Changes): Promise<unknown> {
    return this.#post('settings', changes);
  }

  async statistics(): Promise<RequestStatistics> {
    return (await this.#post('statistics')) as RequestStatistics;
  }

  /** Creates a new version of the order and sends it to every open stream. Resolves to the version. */
  async updateOrder(patch: Record<string, unknown> = {}): Promise<number> {
    return ((await this.#post('update', patch)) as { version: number }).version;
  }

  /** Creates a new version without an event. */
  async updateOrderSilently(patch: Record<string, unknown> = {}): Promise<number> {
    return ((await this.#post('silent-update', patch)) as { version: number }).version;
  }

  /** Starts a new epoch: versions start at 1. */
  startEpoch(epoch: string): Promise<unknown> {
    return this.#post('epoch', { epoch });
  }

  /** Sends a heartbeat that claims a version later than the newest one. */
  sendHeartbeat(versionsAhead = 0): Promise<unknown> {
    return this.#post('heartbeat', { versionsAhead });
  }

  /** Writes text to every open stream, unchanged. */
  writeRaw(text: string): Promise<unknown> {
    return this.#post('write', { text });
  }

  /** Closes the connection of every open stream. */
  breakStreams(): Promise<unknown> {
    return this.#post('drop');
  }

  /** Ends every open stream cleanly. */
  endStreams(): Promise<unknown> {
    return this.#post('end');
  }

  /** Sends the responses that `isHeld` holds back. */
  releaseHeldResponses(): Promise<unknown> {
    return this.#post('release');
  }

  async #post(action: string, body: unknown = {}): Promise<unknown> {
    const at = this.#now ? `&at=${this.#now()}` : '';
    const url = `${this.endpoint.href}/control/${action}?order=${this.#order}${at}`;
    // Plain text: a page of another origin needs no preflight request.
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${action}: ${response.status}`);
    return response.json();
  }
}
