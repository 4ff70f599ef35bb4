import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, it, mock } from 'node:test';
import { OrderBook, versionsSince, type Draft } from '../../demo/orders/book.ts';
import { streamOrder } from '../../demo/orders/stream.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');

const draft = (id: string): Draft => ({
  id,
  number: id,
  lineItems: [],
  shipments: [],
  promises: [],
  events: [],
  adjustments: [],
  actions: [],
});

function bookWith(...ids: string[]): OrderBook {
  const book = new OrderBook();
  for (const id of ids) book.put(draft(id), NOW);
  return book;
}

/** As much of a response as a stream uses. */
class Sink extends EventEmitter {
  text = '';
  isEnded = false;

  write(text: string): void {
    this.text += text;
  }

  end(): void {
    this.isEnded = true;
  }

  get names(): string[] {
    return [...this.text.matchAll(/^event: (.*)$/gm)].map(([, name = '']) => name);
  }
}

function open(book: OrderBook, id: string, cursor?: string): Sink {
  const sink = new Sink();
  streamOrder(book, id, cursor, () => NOW)(sink as unknown as ServerResponse);
  return sink;
}

describe('an order’s stream', () => {
  it('beats every 15 seconds, until it is closed', () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const book = bookWith('a');
      const sink = open(book, 'a', `${book.find('a')?.epoch}.1`);
      assert.deepEqual(sink.names, ['heartbeat']);
      mock.timers.tick(14_999);
      assert.equal(sink.names.length, 1);
      mock.timers.tick(30_001);
      assert.deepEqual(sink.names, ['heartbeat', 'heartbeat', 'heartbeat', 'heartbeat']);
      assert.doesNotMatch(sink.text, /^id:/m);
      sink.emit('close');
      mock.timers.tick(60_000);
      book.change('a', {}, NOW);
      assert.equal(sink.names.length, 4);
      assert.equal(book.find('a')?.listeners.size, 0);
    } finally {
      mock.timers.reset();
    }
  });

  it('says `gone`, with data, where what was missed is not known any more', () => {
    const book = bookWith('a');
    const epoch = book.find('a')?.epoch;
    for (let change = 0; change < 150; change++) book.change('a', {}, NOW);
    const sink = open(book, 'a', `${epoch}.3`);
    assert.match(sink.text, /^event: gone\ndata: \{\}\n\n/);
    sink.emit('close');
  });

  it('ends when its order is forgotten', () => {
    const book = bookWith('a');
    const sink = open(book, 'a');
    for (let count = 0; count < 500; count++) book.put(draft(`b${count}`), NOW);
    assert.equal(book.find('a'), undefined);
    assert.match(sink.text, /event: end\ndata: \{\}\n\n$/);
    assert.ok(sink.isEnded);
    sink.emit('close');
  });
});

describe('the versions since a cursor', () => {
  it('are those that came after it, in order', () => {
    const book = bookWith('a');
    book.change('a', { number: 'x' }, NOW);
    book.change('a', { number: 'y' }, NOW);
    const entry = book.find('a');
    assert.ok(entry);
    const numbers = (cursor?: string) => versionsSince(entry, cursor)?.map(({ version }) => version);
    assert.deepEqual(numbers(`${entry.epoch}.1`), [2, 3]);
    assert.deepEqual(numbers(`${entry.epoch}.3`), []);
    assert.deepEqual(numbers(`${entry.epoch}.9`), []);
    assert.deepEqual(numbers('rubbish'), [3]);
    assert.deepEqual(numbers(), [3]);
  });
});
