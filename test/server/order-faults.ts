import type { ServerResponse } from 'node:http';

/** How one request is treated, instead of or on top of the right answer. Plain JSON, so that a page can say it. */
export type Fault = {
  /** The connection is closed without an answer. */
  refuse?: boolean;
  /** Nothing is done with the request, and nothing answered, until `control/release`. */
  isHeld?: boolean;
  /** Another answer. */
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** The right answer under another content type. */
  type?: string;
  /** Headers, then nothing, and the socket stays open. */
  isSilent?: boolean;
  /** The body is held back until the stream ends, as some proxies do. */
  isBuffered?: boolean;
  /** So many bytes of the body, then the connection breaks. */
  cutAfter?: number;
  /** So many bytes of the body, then a clean end. */
  endAfter?: number;
  /** A few bytes at a time, in real time: slowly enough never to come to an end, or as fast as the rest of the answer. */
  drip?: { bytes: number; everyMs: number };
  /** Sent ahead of anything else, as it is: a `retry:`, a comment, rubbish. */
  prefix?: string;
  /** `data:` with so many bytes and no end of line. */
  flood?: number;
  /** All that ever was, whatever the cursor says. */
  isReplay?: boolean;
  /** What is sent on connecting comes in reverse, twice, or without the first ones. */
  isReversed?: boolean;
  isDoubled?: boolean;
  gap?: number;
  /** Cancelling: the change is made, and the connection breaks before the answer. */
  isCommitThenDrop?: boolean;
};

/** Between two pieces of an answer that is not to come to its end. */
const SLOW_MS = 100;

/** The body of a response, which the fault lets through or not. */
export class Outlet {
  readonly #response: ServerResponse;
  readonly #fault: Fault;
  sent = 0;
  #isPouring = false;
  #isBreaking = false;
  #isEnding = false;
  #held: Buffer[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(response: ServerResponse, fault: Fault) {
    this.#response = response;
    this.#fault = fault;
    response.on('close', () => clearInterval(this.#timer));
    // Real time: the pieces must leave one by one, and no test waits for when.
    if (fault.drip) this.#timer = setInterval(() => this.#drip(), fault.drip.everyMs);
    if (fault.cutAfter === 0 || fault.endAfter === 0) this.#stop();
  }

  write(text: string): void {
    const { isSilent, isBuffered, drip } = this.#fault;
    if (isSilent || this.#response.writableEnded || this.#response.destroyed) return;
    if (isBuffered || drip) this.#held.push(Buffer.from(text));
    else this.#send(Buffer.from(text));
  }

  /** Whether more is sent without anything being done. What drips slowly is as good as still. */
  get isBusy(): boolean {
    const { drip } = this.#fault;
    const isDripping = drip !== undefined && drip.everyMs < SLOW_MS && Buffer.concat(this.#held).length > 0;
    return isDripping || this.#isPouring || this.#isBreaking;
  }

  /** `data:` without an end of line, as fast as it is taken. */
  flood(bytes: number): void {
    const piece = 'x'.repeat(64 * 1024);
    this.#send(Buffer.from('data: '));
    this.#isPouring = true;
    const pour = (): void => {
      while (this.sent < bytes && !this.#response.destroyed) {
        this.sent += piece.length;
        if (!this.#response.write(piece)) return void this.#response.once('drain', pour);
      }
      this.#isPouring = false;
    };
    pour();
  }

  /** What drips ends when the last of it has. */
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
    const room = Math.min(cutAfter, endAfter) - this.sent;
    const part = bytes.subarray(0, Math.min(room, bytes.length));
    if (part.length > 0) this.#response.write(part);
    this.sent += part.length;
    if (bytes.length >= room) this.#stop();
  }

  #stop(): void {
    // What was written leaves first; then the connection breaks or ends.
    if (this.#fault.cutAfter === undefined) return void this.#response.end();
    this.#isBreaking = true;
    if (this.#response.socket) this.#response.socket.destroySoon();
    else this.#response.destroy();
  }
}
