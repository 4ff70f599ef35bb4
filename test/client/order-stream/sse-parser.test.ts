import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createParser } from 'eventsource-parser';
import { createSseParser, type SseEvent } from '../../../src/client/order-stream/sse-parser.ts';
import fc, { runs } from '../../support/fast-check.ts';

const encoder = new TextEncoder();

function parseAll(chunks: Uint8Array[]): SseEvent[] {
  const parseChunk = createSseParser();
  return chunks.flatMap((chunk) => parseChunk(chunk).events);
}

/** A byte order mark, each kind of line end, characters of one to four bytes, several data lines, a comment. */
const STREAM =
  '\uFEFFid: k3.42\r\nevent: order\r\ndata: {"title":"Mügge 📦 €"}\r\n\r\n' +
  ': a comment, ß\n\nevent: heartbeat\ndata: {\ndata: "version":42}\n\n' +
  'retry: 2500\rdata:без пробела\rid: k3.43\r\rdata: last\n\n';

describe('createSseParser', () => {
  const bytes = encoder.encode(STREAM);
  const whole = parseAll([bytes]);

  it('parses ids, names and data with every line end', () => {
    assert.deepEqual(whole, [
      { name: 'order', id: 'k3.42', data: '{"title":"Mügge 📦 €"}' },
      { name: 'heartbeat', id: undefined, data: '{\n"version":42}' },
      { name: 'message', id: 'k3.43', data: 'без пробела' },
      { name: 'message', id: undefined, data: 'last' },
    ]);
  });

  it('returns the same events if the bytes are split in two anywhere [D11]', () => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      assert.deepEqual(parseAll([bytes.subarray(0, cut), bytes.subarray(cut)]), whole, `cut at ${cut}`);
    }
  });

  it('returns the same events byte by byte [D11]', () => {
    assert.deepEqual(parseAll([...bytes].map((byte) => Uint8Array.of(byte))), whole);
  });

  it('returns the same events for any text and any split [D11]', () => {
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
        const events = parseAll([all]);
        assert.equal(events.length, sent.length);
        assert.deepEqual(parseAll(chunks), events);
      }),
    );
  });

  it('returns the same events as `eventsource-parser` [D11]', () => {
    const piece = fc.constantFrom(
      'data',
      'event',
      'id',
      'retry',
      ':',
      ' ',
      'a',
      '7',
      '\0',
      '\u2028',
      '\n',
      '\n\n',
      '\r\n',
      '\r',
      'data: b\n',
      'event: c\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        // A bare CR at the very end could be half of a CRLF, so something follows.
        const text = `${pieces.join('')}\n:`;
        const events: SseEvent[] = [];
        let retryMs: number | undefined;
        const reference = createParser({
          onEvent: ({ event = 'message', id, data }) => events.push({ name: event, id, data }),
          onRetry: (ms) => (retryMs = ms),
        });
        reference.feed(text);
        assert.deepEqual(createSseParser()(encoder.encode(text)), { events, retryMs, isTooLarge: false });
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('reports an event that is longer than 256 K characters [D10]', () => {
    const parseChunk = createSseParser();
    const piece = encoder.encode('x'.repeat(16 * 1024));
    assert.equal(parseChunk(encoder.encode('data: ')).isTooLarge, false);
    let pieces = 0;
    while (!parseChunk(piece).isTooLarge) pieces += 1;
    assert.equal(pieces, 15);
  });

  it('reports a long event in one chunk, or in many data lines [D10]', () => {
    const large = 'x'.repeat(257 * 1024);
    assert.deepEqual(createSseParser()(encoder.encode(`data: ${large}\n\n`)), {
      events: [],
      retryMs: undefined,
      isTooLarge: true,
    });
    const lines = 'data: 123456789\n'.repeat(30 * 1024);
    assert.equal(createSseParser()(encoder.encode(lines)).isTooLarge, true);
  });

  it('returns `retry:` as sent, and ignores a value that is not a number [N08]', () => {
    const retryOf = (value: string) => createSseParser()(encoder.encode(`retry: ${value}\n\n`)).retryMs;
    assert.deepEqual(['0', '99999999', 'abc', '-1'].map(retryOf), [0, 99_999_999, undefined, undefined]);
  });

  it('keeps the newest 100 events of a chunk', () => {
    const text = Array.from({ length: 250 }, (_, index) => `data: ${index}\n\n`).join('');
    const { events } = createSseParser()(encoder.encode(text));
    assert.equal(events.length, 100);
    assert.equal(events[0]?.data, '150');
    assert.equal(events.at(-1)?.data, '249');
  });

  it('drops an incomplete event [N04]', () => {
    assert.deepEqual(parseAll([encoder.encode('data: whole\n\nid: k3.43\nevent: order\ndata: {"half')]).length, 1);
  });
});
