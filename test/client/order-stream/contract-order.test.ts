import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth } from '../../../src/client/http/auth.ts';
import { openOrderStream } from '../../../src/client/order-stream/open-order-stream.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { FakeOrderControl } from '../../fakes/fake-order-control.ts';
import { useFaultServer } from './support/fault-server.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import { waitFor } from '../../support/wait-for.ts';

const { origin } = useFaultServer();

describe('an order stream with the contract’s parser', () => {
  it('returns the order, and a warning for a part that was left out [D17]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'contract');
    const stream = openOrderStream(
      { endpoint: control.endpoint, orderId: 'o1', auth: createAuth(undefined), parse: parseOrder, onChange: () => {} },
      browser.environment,
    );
    assert.ok(stream);
    await waitFor(() => stream.result.status === 'live', 'live');
    assert.deepEqual([stream.result.snapshot?.lineItems[0]?.title, stream.result.warnings], ['Blue mug', []]);

    const line = { id: 'l1', title: 'Blue mug', quantity: { original: 1, total: 1, fulfilled: 0 } };
    await control.updateOrder({ lineItems: [line, { ...line, title: 'Again' }] });
    await waitFor(() => stream.result.snapshot?.version === 2, 'version 2');
    assert.equal(stream.result.snapshot?.lineItems.length, 1);
    assert.ok(stream.result.warnings.some(({ code }) => code === 'duplicate'));
    stream.close();
    await flushTasks();
    await browser.advance(1_000);
  });
});
