import type { ServerResponse } from 'node:http';

/** The fault of one response. Plain JSON: a page sends it to the fake server. */
export type ResponseFault = {
  /** Closes the connection without a response. */
  refuse?: boolean;
  /** Holds the request until `control/release`. */
  isHeld?: boolean;
  /** Replaces the response. */
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Replaces the content type only, unless `status` or `body` is set. */
  type?: string;
  /** Sends headers only, and keeps the socket open. */
  isSilent?: boolean;
  /** Holds the body until the stream ends, as some proxies do. */
  isBuffered?: boolean;
  /** Breaks the connection after this many bytes of the body. */
  cutAfter?: number;
  /** Ends the response after this many bytes of the body. */
  endAfter?: number;
  /** Sends `bytes` at a time, in real time. From 100 ms on, a test does not wait for the end. */
  drip?: { bytes: number; everyMs: number };
  /** Precedes the body: a `retry:`, a comment, rubbish. */
  prefix?: string;
  /** Sends `data:` with this many bytes and no end of line. */
  flood?: number;
  /** Replays all versions, whatever the cursor. */
  replaysAll?: boolean;
  /** Replays missed versions in reverse, twice, or without the first ones. */
  isReversed?: boolean;
  isDoubled?: boolean;
  gap?: number;
  /** Cancels the items and breaks the connection before the response. */
  isCommitThenDrop?: boolean;
};

/** A slower drip counts as idle: it does not end within a test. */
const SLOW_MS = 100;

/** The body of a response, as the fault sends it. */
export class FaultyBody {
  readonly #response: ServerResponse;
  readonly #fault: ResponseFault;
  sentBytes = 0;
  #isFlooding = false;
  #isBreaking = false;
  #isEnding = false;
  #held: Buffer[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(response: ServerResponse, fault: ResponseFault) {
    this.#response = response;
    this.#fault = fault;
    response.on('close', () => clearInterval(this.#timer));
    // Real time: the pieces must leave one by one, and no test depends on the moment.
    if (fault.drip) this.#timer = setInterval(() => this.#drip(), fault.drip.everyMs);
    if (fault.cutAfter === 0 || fault.endAfter === 0) this.#stop();
  }

  write(text: string): void {
    const { isSilent, isBuffered, drip } = this.#fault;
    if (isSilent || this.#response.writableEnded || this.#response.destroyed) return;
    if (isBuffered || drip) this.#held.push(Buffer.from(text));
    else this.#send(Buffer.from(text));
  }

  /** Whether more bytes come by themselves. */
  get isBusy(): boolean {
    const { drip } = this.#fault;
    const isDripping = drip !== undefined && drip.everyMs < SLOW_MS && Buffer.concat(this.#held).length > 0;
    return isDripping || this.#isFlooding || this.#isBreaking;
  }

  /** Sends `data:` without an end of line, as fast as the client reads. */
  flood(bytes: number): void {
    const piece = 'x'.repeat(64 * 1024);
    this.#send(Buffer.from('data: '));
    this.#isFlooding = true;
    const fill = (): void => {
      while (this.sentBytes < bytes && !this.#response.destroyed) {
        this.sentBytes += piece.length;
        if (!this.#response.write(piece)) return void this.#response.once('drain', fill);
      }
      this.#isFlooding = false;
    };
    fill();
  }

  /** Ends the response; with `drip`, after the last piece. */
  end(): void {
    this.#isEnding = true;
    if (this.#fault.drip) return;
    this.#send(Buffer.concat(this.#held));
    this.#response.end();
  }

  #drip(): void {
    const held = Buffer.concat(this.#held);
    const bytes = this.#fault.drip?.bytes ?? 1;
    this.#held = [held.subarray(bytes)];
    this.#send(held.subarray(0, bytes));
    if (this.#isEnding && held.length <= bytes) this.#response.end();
  }

  #send(bytes: Buffer): void {
    const { cutAfter = Infinity, endAfter = Infinity } = this.#fault;
    const room = Math.min(cutAfter, endAfter) - this.sentBytes;
    const part = bytes.subarray(0, Math.min(room, bytes.length));
    if (part.length > 0) this.#response.write(part);
    this.sentBytes += part.length;
    if (bytes.length >= room) this.#stop();
  }

  #stop(): void {
    // Written bytes leave first.
    if (this.#fault.cutAfter === undefined) return void this.#response.end();
    this.#isBreaking = true;
    if (this.#response.socket) this.#response.socket.destroySoon();
    else this.#response.destroy();
  }
}
