/** A shop's back end in memory: right unless told otherwise. Answers what a source asks, through `fetch`. */
export class ModelServer {
  epoch = 'k1';
  version = 1;
  /** No answers at all, and no bytes. */
  isDown = false;
  /** Streams are answered, and nothing comes through them. */
  isBuffering = false;
  hasStream = true;
  /** The next answers with these statuses. */
  statuses: number[] = [];
  most = 0;
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #encoder = new TextEncoder();

  fetch = (url: URL, { signal }: RequestInit): Promise<Response> => {
    const status = this.statuses.shift();
    if (this.isDown) return Promise.reject(new TypeError('Failed to fetch'));
    if (status !== undefined) return Promise.resolve(new Response('{}', { status }));
    if (!url.pathname.endsWith('/events')) {
      return Promise.resolve(Response.json({ id: 'o1', version: this.version, epoch: this.epoch }));
    }
    return Promise.resolve(this.hasStream ? this.#open(url, signal) : new Response('', { status: 404 }));
  };

  /** The truth changes; streams hear of it, or it is lost on the way. */
  change(isLost: boolean): void {
    this.version += 1;
    if (!isLost) this.#send(this.#orderEvent(this.version));
  }

  startEpoch(): void {
    this.epoch = `k${Number(this.epoch.slice(1)) + 1}`;
    this.version = 1;
    this.#send(this.#orderEvent(1));
  }

  /** Something that was true once is said again. */
  repeat(version: number): void {
    this.#send(this.#orderEvent(Math.min(version, this.version)));
  }

  beat(): void {
    this.#send(`event: heartbeat\ndata: {"epoch":"${this.epoch}","version":${this.version}}\n\n`);
  }

  drop(isClean: boolean): void {
    for (const stream of this.#streams) {
      if (isClean) stream.close();
      else stream.error(new TypeError('network error'));
    }
    this.#streams.clear();
  }

  get open(): number {
    return this.#streams.size;
  }

  #open(url: URL, signal: AbortSignal | null | undefined): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#streams.add(controller);
        this.most = Math.max(this.most, this.#streams.size);
      },
    });
    signal?.addEventListener('abort', () => {
      if (own && this.#streams.delete(own)) own.error(new DOMException('aborted', 'AbortError'));
    });
    if (url.searchParams.get('after') !== `${this.epoch}.${this.version}`) this.#send(this.#orderEvent(this.version));
    this.beat();
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  #orderEvent(version: number): string {
    const data = JSON.stringify({ epoch: this.epoch, version, order: { id: 'o1', version } });
    return `id: ${this.epoch}.${version}\nevent: order\ndata: ${data}\n\n`;
  }

  #send(text: string): void {
    if (this.isBuffering || this.isDown) return;
    for (const stream of this.#streams) stream.enqueue(this.#encoder.encode(text));
  }
}
