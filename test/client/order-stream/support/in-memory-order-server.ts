/** A shop's back end in memory, called through `fetch`. Faults are off unless a test sets them. */
export class InMemoryOrderServer {
  epoch = 'k1';
  version = 1;
  /** Every request fails, and streams send nothing. */
  isDown = false;
  /** Streams open, but send nothing. */
  isBuffering = false;
  hasStream = true;
  /** Statuses of the next responses. */
  statuses: number[] = [];
  maxOpenStreams = 0;
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

  /** Changes the order. If `isLost`, streams do not send the change. */
  change(isLost: boolean): void {
    this.version += 1;
    if (!isLost) this.#send(this.#orderEvent(this.version));
  }

  startEpoch(): void {
    this.epoch = `k${Number(this.epoch.slice(1)) + 1}`;
    this.version = 1;
    this.#send(this.#orderEvent(1));
  }

  /** Sends an old version again. */
  resend(version: number): void {
    this.#send(this.#orderEvent(Math.min(version, this.version)));
  }

  sendHeartbeat(): void {
    this.#send(`event: heartbeat\ndata: {"epoch":"${this.epoch}","version":${this.version}}\n\n`);
  }

  drop(isClean: boolean): void {
    for (const stream of this.#streams) {
      if (isClean) stream.close();
      else stream.error(new TypeError('network error'));
    }
    this.#streams.clear();
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  #open(url: URL, signal: AbortSignal | null | undefined): Response {
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller;
        this.#streams.add(controller);
        this.maxOpenStreams = Math.max(this.maxOpenStreams, this.#streams.size);
      },
    });
    signal?.addEventListener('abort', () => {
      if (stream && this.#streams.delete(stream)) stream.error(new DOMException('aborted', 'AbortError'));
    });
    if (url.searchParams.get('after') !== `${this.epoch}.${this.version}`) this.#send(this.#orderEvent(this.version));
    this.sendHeartbeat();
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
