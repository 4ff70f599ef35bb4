import { createParser, type EventSourceMessage } from 'eventsource-parser';

export type Sent = { event: string | undefined; id: string | undefined; data: Record<string, unknown> };

export type StreamReader = {
  /** The next event; `undefined` at the end. Rejects where nothing comes for 5 s. */
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
      const piece = await within(reader?.read());
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

async function within<T>(promise: Promise<T> | undefined): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('nothing came for 5 s')), 5_000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not within 5 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
