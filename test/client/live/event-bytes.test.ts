import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createParser } from 'eventsource-parser';
import { createEventReader, type SentEvent } from '../../../src/client/live/event-bytes.ts';
import fc, { runs } from '../../support/fast-check.ts';

const encoder = new TextEncoder();

function readAll(chunks: Uint8Array[]): SentEvent[] {
  const read = createEventReader();
  return chunks.flatMap((chunk) => read(chunk).events);
}

/** A byte order mark, each kind of line end, characters of one to four bytes, several data lines, a comment. */
const STREAM =
  '\uFEFFid: k3.42\r\nevent: order\r\ndata: {"title":"Mügge 📦 €"}\r\n\r\n' +
  ': a comment, ß\n\nevent: heartbeat\ndata: {\ndata: "version":42}\n\n' +
  'retry: 2500\rdata:без пробела\rid: k3.43\r\rdata: last\n\n';

describe('events from bytes', () => {
  const bytes = encoder.encode(STREAM);
  const whole = readAll([bytes]);

  it('reads ids, names and data of every line end', () => {
    assert.deepEqual(whole, [
      { name: 'order', id: 'k3.42', data: '{"title":"Mügge 📦 €"}' },
      { name: 'heartbeat', id: undefined, data: '{\n"version":42}' },
      { name: 'message', id: 'k3.43', data: 'без пробела' },
      { name: 'message', id: undefined, data: 'last' },
    ]);
  });

  it('D11: cut in two at every byte, the events are the same', () => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      assert.deepEqual(readAll([bytes.subarray(0, cut), bytes.subarray(cut)]), whole, `cut at ${cut}`);
    }
  });

  it('D11: byte by byte, the events are the same', () => {
    assert.deepEqual(readAll([...bytes].map((byte) => Uint8Array.of(byte))), whole);
  });

  it('D11: cut anywhere any number of times, whatever the text, the events are the same', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 }).map((part) => part.replace(/[\r\n\0]/g, ''));
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    const event = fc.record({ id: text, data: fc.array(text, { minLength: 1, maxLength: 3 }), end: lineEnd });
    fc.assert(
      fc.property(fc.boolean(), fc.array(event, { maxLength: 4 }), fc.array(fc.nat(400)), (hasMark, sent, cuts) => {
        const body = sent.map(({ id, data, end }) =>
          [`id:${id}`, ...data.map((line) => `data: ${line}`), '', ''].join(end),
        );
        // A bare CR at the very end could be half of a CRLF, so something follows.
        const all = encoder.encode(`${hasMark ? '\uFEFF' : ''}${body.join('')}:\n`);
        const edges = [0, ...cuts.filter((cut) => cut < all.length).sort((a, b) => a - b), all.length];
        const chunks = edges.slice(1).map((edge, index) => all.subarray(edges[index], edge));
        const events = readAll([all]);
        assert.equal(events.length, sent.length);
        assert.deepEqual(readAll(chunks), events);
      }),
    );
  });

  it('D11: reads whatever lines there are as another parser does', () => {
    const piece = fc.constantFrom('data', 'event', 'id', 'retry', ':', ' ', 'a', '7', '\0', '\u2028', '\n', '\n\n', '\r\n', '\r', 'data: b\n', 'event: c\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        // A bare CR at the very end could be half of a CRLF, so something follows.
        const text = `${pieces.join('')}\n:`;
        const told: SentEvent[] = [];
        let retryMs: number | undefined;
        const other = createParser({
          onEvent: ({ event = 'message', id, data }) => told.push({ name: event, id, data }),
          onRetry: (ms) => (retryMs = ms),
        });
        other.feed(text);
        assert.deepEqual(createEventReader()(encoder.encode(text)), { events: told, retryMs, isTooLarge: false });
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('D10: says so once an event has more than 256 K characters, and keeps nothing of it', () => {
    const read = createEventReader();
    const piece = encoder.encode('x'.repeat(16 * 1024));
    assert.equal(read(encoder.encode('data: ')).isTooLarge, false);
    let pieces = 0;
    while (!read(piece).isTooLarge) pieces += 1;
    assert.equal(pieces, 15);
  });

  it('D10: also when it comes in one piece, or in many data lines', () => {
    const large = 'x'.repeat(257 * 1024);
    assert.deepEqual(createEventReader()(encoder.encode(`data: ${large}\n\n`)), {
      events: [],
      retryMs: undefined,
      isTooLarge: true,
    });
    const lines = 'data: 123456789\n'.repeat(30 * 1024);
    assert.equal(createEventReader()(encoder.encode(lines)).isTooLarge, true);
  });

  it('N08: gives `retry:` as sent, and nothing for what is no number', () => {
    const retryOf = (value: string) => createEventReader()(encoder.encode(`retry: ${value}\n\n`)).retryMs;
    assert.deepEqual(['0', '99999999', 'abc', '-1'].map(retryOf), [0, 99_999_999, undefined, undefined]);
  });

  it('keeps the newest 100 events of a burst', () => {
    const burst = Array.from({ length: 250 }, (_, index) => `data: ${index}\n\n`).join('');
    const { events } = createEventReader()(encoder.encode(burst));
    assert.equal(events.length, 100);
    assert.equal(events[0]?.data, '150');
    assert.equal(events.at(-1)?.data, '249');
  });

  it('N04: of an event that is cut off nothing is left', () => {
    assert.deepEqual(readAll([encoder.encode('data: whole\n\nid: k3.43\nevent: order\ndata: {"half')]).length, 1);
  });
});
