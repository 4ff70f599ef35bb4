import assert from 'node:assert/strict';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { withTimeout } from '../support/wait-for.ts';

export type StreamEvent = { event: string | undefined; id: string | undefined; data: Record<string, unknown> };

/** Opens an event stream; `next` waits for its next event. */
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
    for (;;) {
      const event = events.shift();
      if (event) return { event: event.event, id: event.id, data: JSON.parse(event.data) as Record<string, unknown> };
      const chunk = reader && (await withTimeout(reader.read(), 'the next event'));
      if (!chunk || chunk.done) throw new Error('the stream ended');
      parser.feed(chunk.value);
    }
  }

  return { type: response.headers.get('content-type') ?? '', next, close: () => abort.abort() };
}
