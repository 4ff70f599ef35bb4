import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessBy } from '../../../src/client/access.ts';
import type { LiveEvent } from '../../../src/client/live/machine.ts';
import { runRead } from '../../../src/client/live/run.ts';
import { createServerClock } from '../../../src/client/server-clock.ts';
import type { Thing } from './drive.ts';
import { parseThing, Stage } from './stage.ts';

describe('a read', () => {
  it('that finds nothing new sets the server’s clock all the same', async () => {
    const clock = createServerClock(() => 0, () => Date.parse('2026-11-20T00:00:00Z'));
    const date = 'Mon, 23 Nov 2026 11:00:00 GMT';
    const happened: LiveEvent<Thing>[] = [];
    const url = new URL('https://shop.example/orders/o1');
    const context = {
      target: { snapshotUrl: url, streamUrl: url, access: accessBy(undefined), parse: parseThing },
      environment: {
        ...new Stage().environment,
        clock,
        now: () => 0,
        fetch: () => Promise.resolve(new Response(null, { status: 304, headers: { date } })),
      },
      advance: (event: LiveEvent<Thing>) => void happened.push(event),
      lastToken: undefined,
    };
    await runRead(context, 1, new AbortController().signal, '"k1.1"');
    assert.deepEqual(happened.at(-1), { type: 'unchanged', id: 1 });
    assert.equal(clock.now(), Date.parse(date));
  });
});
