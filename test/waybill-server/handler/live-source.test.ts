import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessBy } from '../../../src/client/access.ts';
import { createLiveSource } from '../../../src/client/live/source.ts';
import { parseOrder } from '../../../src/contract/index.ts';
import { Stage } from '../../client/live/stage.ts';
import { origin, withBench, type Bench } from './bench.ts';
import { until } from './read-stream.ts';

const scan = { id: 'e1', kind: 'packed', at: '2026-11-23T08:00:00Z', shipmentId: 's1', shipment: { method: 'courier' } };

/** The browser's live source, with the handler for a network. */
function liveSource(bench: Bench, token: () => Promise<string>) {
  const stage = new Stage();
  let pending = 0;
  stage.fetch = async (url, init) => {
    pending += 1;
    return bench.handler(new Request(url, init)).finally(() => (pending -= 1));
  };
  const target = {
    snapshotUrl: new URL(`${origin}/orders/o1`),
    streamUrl: new URL(`${origin}/orders/o1/events`),
    access: accessBy(token),
    parse: parseOrder,
  };
  const source = createLiveSource(target, stage.environment, () => {});
  source.setUse(true, true);
  const reaches = async (isSo: () => boolean, what: string): Promise<void> => {
    await until(async () => {
      if (!isSo() && pending === 0) await stage.time.pass(250);
      return isSo();
    }, what);
  };
  return { source, stage, reaches };
}

describe('the live source of the elements', () => {
  it('goes live on the handler, hears of changes, and renews a token that has run out', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const expiresAt = (ms: number): string => new Date(bench.now + ms).toISOString();
      const tokens = [await bench.token('o1', 'read', expiresAt(60_000)), await bench.token('o1', 'read', expiresAt(600_000))];
      const { source, stage, reaches } = liveSource(bench, () => Promise.resolve(tokens.shift() ?? ''));
      await reaches(() => source.view.status === 'live' && source.view.version === 1, 'live at 1');

      await bench.shop('POST', '/orders/o1/events', scan);
      await reaches(() => source.view.version === 2, 'version 2');

      bench.now += 60_000;
      await bench.shop('POST', '/orders/o1/events', { ...scan, id: 'e2', kind: 'accepted' });
      await reaches(() => source.view.version === 3 && source.view.status === 'live', 'version 3 with the new token');
      assert.equal(tokens.length, 0);
      assert.equal(stage.hasTwoStreams, false);
      assert.equal(bench.handler.openStreams, 1);
      source.destroy();
      await until(() => bench.handler.openStreams === 0, 'no stream');
      assert.deepEqual(stage.reported, []);
    });
  });

  it('S03: is told that there is no such order', async () => {
    await withBench(async (bench) => {
      const { source, reaches } = liveSource(bench, () => bench.token('o1'));
      await reaches(() => source.view.status === 'not-found', `not found, was ${source.view.status}`);
      source.destroy();
    });
  });
});
