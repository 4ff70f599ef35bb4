import { LARGEST_BURST, LARGEST_EVENT } from './limits.ts';

/** One event of a stream, as sent. */
export type SentEvent = { name: string; id: string | undefined; data: string };

/** What some bytes of a stream completed. */
export type Burst = { events: SentEvent[]; retryMs: number | undefined; isTooLarge: boolean };

/**
 * Turns the bytes of a `text/event-stream`, however they are cut, into events (HTML Standard, 9.2.6). One reader a
 * stream. Unlike there, an id is only that of the event that says it. After `isTooLarge` a stream is not read on.
 */
export function createEventReader(): (bytes: Uint8Array) => Burst {
  const decoder = new TextDecoder();
  let burst: Burst;
  /** The line that has not ended yet, and what the lines of the event before it said. */
  let line = '';
  let said: { event?: string; id?: string; data?: string } = {};
  let endsInCarriageReturn = false;

  function takeLine(): void {
    const [, field = '', value = ''] = /^([^:]*):? ?([^]*)/.exec(line) ?? [];
    const { event, id, data } = said;
    if (line === '') {
      said = {};
      if (data === undefined) return;
      burst.events.push({ name: event || 'message', id, data });
      if (burst.events.length > LARGEST_BURST) burst.events.shift();
    } else if (field === 'data') {
      said.data = data === undefined ? value : `${data}\n${value}`;
      if (said.data.length > LARGEST_EVENT) burst.isTooLarge = true;
    } else if (field === 'event' || (field === 'id' && !value.includes('\0'))) {
      said[field] = value;
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      burst.retryMs = Number(value);
    }
  }

  return (bytes) => {
    burst = { events: [], retryMs: undefined, isTooLarge: false };
    let text = decoder.decode(bytes, { stream: true });
    // The other half of a line end that was cut in two.
    if (endsInCarriageReturn && text.startsWith('\n')) text = text.slice(1);
    else if (text === '') return burst;
    endsInCarriageReturn = text.endsWith('\r');
    const [rest = '', ...lines] = text.split(/\r\n?|\n/);
    line += rest;
    for (const next of lines) {
      if (!burst.isTooLarge) takeLine();
      line = next;
    }
    if (line.length + (said.data?.length ?? 0) > LARGEST_EVENT) burst.isTooLarge = true;
    return burst;
  };
}
