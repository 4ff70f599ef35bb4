import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { dropAdvice } from '../../tools/rollup/drop-advice.ts';

const { transform } = dropAdvice as unknown as { transform: (code: string, id: string) => { code: string } | null };

describe('dropping advice', () => {
  it('leaves a stream parser that reads as before and says no more than the type of an error', async () => {
    const path = new URL('../../node_modules/eventsource-parser/dist/index.js', import.meta.url).pathname;
    const short = transform(readFileSync(path, 'utf8'), path)?.code ?? '';
    const { createParser } = await import(`data:text/javascript,${encodeURIComponent(short)}`);
    const told: unknown[] = [];
    const parser = createParser({
      maxBufferSize: 40,
      onEvent: ({ event, data }: { event: string; data: string }) => told.push([event, data]),
      onError: ({ type, message }: { type: string; message: string }) => told.push([type, message]),
    });
    parser.feed('event: a\ndata: b\n\nretry: soon\nother: c\n');
    parser.feed(`data: ${'x'.repeat(60)}`);
    assert.deepEqual(told, [['a', 'b'], ['invalid-retry', ''], ['unknown-field', ''], ['max-buffer-size-exceeded', '']]);
    assert.throws(() => parser.feed('data: d'), { message: '' });
    assert.throws(() => createParser(() => {}), { name: 'TypeError', message: '' });
  });
});
