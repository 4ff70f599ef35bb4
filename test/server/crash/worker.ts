/*
 * The back end in a process that may be killed: node worker.ts <store> <milliseconds ahead>
 * Writes its port. `decideCancellation` completes every cancellation after a moment.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandler } from '../../../src/server/index.ts';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { openStore } from '../store/describe-each-store.ts';

const store = await openStore(process.argv[2] ?? '');
const handler = createHandler({
  store,
  keys: { shop: [process.env['SHOP_KEY'] ?? ''] },
  rules: { actions: { cancel: {} } },
  now: () => Date.now() + Number(process.argv[3] ?? 0),
  limits: { shopRateLimit: { burst: 100_000, perSecond: 100_000 } },
  decideCancellation: async ({ idempotencyKey }) => {
    await new Promise((resolve) => setImmediate(resolve));
    return { status: 'completed', receipt: { number: `shop-${idempotencyKey}`, at: new Date().toISOString() } };
  },
});
const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
