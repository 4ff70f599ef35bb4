import { createParser } from 'eventsource-parser';
import { LARGEST_BURST, LARGEST_EVENT } from './limits.ts';

/** One event of a stream, as sent. */
export type SentEvent = { name: string; id: string | undefined; data: string };

/** What some bytes of a stream completed. */
export type Burst = { events: SentEvent[]; retryMs: number | undefined; isTooLarge: boolean };

/** Turns the bytes of a `text/event-stream`, however they are cut, into events. One reader a stream. */
export function createEventReader(): (bytes: Uint8Array) => Burst {
  const decoder = new TextDecoder();
  let burst: Burst = { events: [], retryMs: undefined, isTooLarge: false };

  const parser = createParser({
    maxBufferSize: LARGEST_EVENT,
    onEvent({ event, id, data }) {
      // The parser's own limit does not see an event that comes whole in one piece.
      if (data.length > LARGEST_EVENT) burst.isTooLarge = true;
      else burst.events.push({ name: event ?? 'message', id, data });
      if (burst.events.length > LARGEST_BURST) burst.events.shift();
    },
    onRetry: (ms) => (burst.retryMs = ms),
    onError: ({ type }) => (burst.isTooLarge ||= type === 'max-buffer-size-exceeded'),
  });

  return (bytes) => {
    burst = { events: [], retryMs: undefined, isTooLarge: false };
    parser.feed(decoder.decode(bytes, { stream: true }));
    return burst;
  };
}
