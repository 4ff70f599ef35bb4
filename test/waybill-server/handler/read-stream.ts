import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { withPatience } from '../../support/until.ts';

export type Sent = { event: string | undefined; id: string | undefined; data: Record<string, unknown> };

export type StreamReader = {
  /** The next event; `undefined` at the end. */
  next(): Promise<Sent | undefined>;
  /** The next event of another name than `heartbeat`. */
  news(): Promise<Sent | undefined>;
  close(): Promise<void>;
};

export function readStream(response: Response): StreamReader {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });

  async function next(): Promise<Sent | undefined> {
    for (;;) {
      const event = events.shift();
      if (event) return { event: event.event, id: event.id, data: JSON.parse(event.data) as Record<string, unknown> };
      const piece = reader && (await withPatience(reader.read(), 'the next event'));
      if (!piece || piece.done) return undefined;
      parser.feed(decoder.decode(piece.value, { stream: true }));
    }
  }

  return {
    next,
    async news() {
      for (;;) {
        const event = await next();
        if (event?.event !== 'heartbeat') return event;
      }
    },
    close: async () => reader?.cancel(),
  };
}

export { until } from '../../support/until.ts';
