import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy } from '../../../src/client/access.ts';
import { openLiveSource } from '../../../src/client/live/open.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { OrderControl } from '../../server/order-control.ts';
import { useOrderServer } from './lines.ts';
import { settle, Stage, until } from './stage.ts';

const { origin } = useOrderServer();

describe('an order of the contract', () => {
  it('D17: is followed with its reader, and what was left out of it is said', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'contract');
    const handle = openLiveSource(
      { endpoint: control.endpoint, orderId: 'o1', access: accessBy(undefined), parse: parseOrder, onChange: () => {} },
      stage.environment,
    );
    assert.ok(handle);
    await until(() => handle.view.status === 'live', 'live');
    assert.deepEqual([handle.view.snapshot?.lineItems[0]?.title, handle.view.warnings], ['Blue mug', []]);

    const line = { id: 'l1', title: 'Blue mug', quantity: { original: 1, total: 1, fulfilled: 0 } };
    await control.change({ lineItems: [line, { ...line, title: 'Again' }] });
    await until(() => handle.view.version === 2, 'version 2');
    assert.equal(handle.view.snapshot?.lineItems.length, 1);
    assert.ok(handle.view.warnings.some(({ code }) => code === 'duplicate'));
    handle.close();
    await settle();
    await stage.pass(1_000);
  });
});
