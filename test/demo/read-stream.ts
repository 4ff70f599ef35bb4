import assert from 'node:assert/strict';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

export type StreamEvent = { event: string | undefined; id: string | undefined; data: Record<string, unknown> };

/** Opens an event stream; `next` waits for its next event, for 5 s at most. */
export async function openStream(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ type: string; next: () => Promise<StreamEvent>; close: () => void }> {
  const abort = new AbortController();
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
  assert.equal(response.status, 200);
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();

  async function next(): Promise<StreamEvent> {
    const timer = setTimeout(() => abort.abort(new Error('nothing came for 5 s')), 5_000);
    try {
      for (;;) {
        const event = events.shift();
        if (event) return { event: event.event, id: event.id, data: JSON.parse(event.data) as Record<string, unknown> };
        // oxlint-disable-next-line no-await-in-loop -- one piece comes after the other
        const piece = await reader?.read();
        if (!piece || piece.done) throw new Error('the stream ended');
        parser.feed(piece.value);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  return { type: response.headers.get('content-type') ?? '', next, close: () => abort.abort() };
}
