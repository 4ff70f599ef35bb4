import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { withTimeout } from '../../support/wait-for.ts';

export type StreamEvent = { event: string | undefined; id: string | undefined; data: Record<string, unknown> };

export type StreamReader = {
  /** The next event; `undefined` at the end. */
  next(): Promise<StreamEvent | undefined>;
  /** The next event that is no heartbeat. */
  nextChange(): Promise<StreamEvent | undefined>;
  close(): Promise<void>;
};

export function readStream(response: Response): StreamReader {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });

  async function next(): Promise<StreamEvent | undefined> {
    for (;;) {
      const event = events.shift();
      if (event) return { event: event.event, id: event.id, data: JSON.parse(event.data) as Record<string, unknown> };
      const chunk = reader && (await withTimeout(reader.read(), 'the next event'));
      if (!chunk || chunk.done) return undefined;
      parser.feed(decoder.decode(chunk.value, { stream: true }));
    }
  }

  return {
    next,
    async nextChange() {
      for (;;) {
        const event = await next();
        if (event?.event !== 'heartbeat') return event;
      }
    },
    close: async () => reader?.cancel(),
  };
}

export { waitFor } from '../../support/wait-for.ts';
