/** Characters. */
const MAX_EVENT_LENGTH = 256 * 1024;

/** Only the newest events of a chunk are kept. */
const MAX_EVENTS_PER_CHUNK = 100;

/** A server-sent event, as sent. */
export type SseEvent = { name: string; id: string | undefined; data: string };

/** What a chunk of bytes completed. If `isTooLarge`, an event is over the limit and the stream must not be read on. */
export type SseChunk = { events: SseEvent[]; retryMs: number | undefined; isTooLarge: boolean };

/**
 * Creates a parser for one `text/event-stream` (HTML Standard, 9.2.6). Pass it the bytes in order; they may be split
 * anywhere.
 *
 * Differs from the standard: an event has an `id` only if it contains one; there is no last event id.
 */
export function createSseParser(): (bytes: Uint8Array) => SseChunk {
  const decoder = new TextDecoder();
  let chunk: SseChunk;
  /** The current line, and the fields of the lines before it that belong to the same event. */
  let line = '';
  let fields: { event?: string; id?: string; data?: string } = {};
  let endsInCarriageReturn = false;

  function processLine(): void {
    const [, field = '', value = ''] = /^([^:]*):? ?([^]*)/.exec(line) ?? [];
    const { event, id, data } = fields;
    if (line === '') {
      fields = {};
      if (data === undefined) return;
      chunk.events.push({ name: event || 'message', id, data });
      if (chunk.events.length > MAX_EVENTS_PER_CHUNK) chunk.events.shift();
    } else if (field === 'data') {
      fields.data = data === undefined ? value : `${data}\n${value}`;
      if (fields.data.length > MAX_EVENT_LENGTH) chunk.isTooLarge = true;
    } else if (field === 'event' || (field === 'id' && !value.includes('\0'))) {
      fields[field] = value;
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      chunk.retryMs = Number(value);
    }
  }

  return (bytes) => {
    chunk = { events: [], retryMs: undefined, isTooLarge: false };
    let text = decoder.decode(bytes, { stream: true });
    // The second half of a CRLF that was split between two chunks.
    if (endsInCarriageReturn && text.startsWith('\n')) text = text.slice(1);
    else if (text === '') return chunk;
    endsInCarriageReturn = text.endsWith('\r');
    const [rest = '', ...lines] = text.split(/\r\n?|\n/);
    line += rest;
    for (const next of lines) {
      if (!chunk.isTooLarge) processLine();
      line = next;
    }
    if (line.length + (fields.data?.length ?? 0) > MAX_EVENT_LENGTH) chunk.isTooLarge = true;
    return chunk;
  };
}
