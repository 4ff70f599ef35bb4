import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAuth } from '../../../src/client/http/auth.ts';
import type { OrderStreamEvent } from '../../../src/client/order-stream/reducer.ts';
import { fetchSnapshot } from '../../../src/client/order-stream/requests.ts';
import { createServerClock } from '../../../src/client/http/server-clock.ts';

import { FakeBrowser } from '../support/fake-browser.ts';
import { parseTestOrder } from '../support/test-order.ts';

describe('fetchSnapshot', () => {
  it('updates the server’s clock after a 304', async () => {
    const clock = createServerClock(
      () => 0,
      () => Date.parse('2026-11-20T00:00:00Z'),
    );
    const date = 'Mon, 23 Nov 2026 11:00:00 GMT';
    const events: OrderStreamEvent[] = [];
    const url = new URL('https://shop.example/orders/o1');
    const context = {
      resource: { snapshotUrl: url, streamUrl: url, auth: createAuth(undefined), parse: parseTestOrder },
      environment: {
        ...new FakeBrowser().environment,
        clock,
        now: () => 0,
        fetch: () => Promise.resolve(new Response(null, { status: 304, headers: { date } })),
      },
      dispatch: (event: OrderStreamEvent) => void events.push(event),
      lastToken: undefined,
    };
    await fetchSnapshot(context, 1, new AbortController().signal, '"k1.1"');
    assert.deepEqual(events.at(-1), { type: 'not-modified', id: 1 });
    assert.equal(clock.now(), Date.parse(date));
  });
});
