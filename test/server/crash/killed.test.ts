import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { snapshot } from '../http/handler-harness.ts';
import { describeEachStore } from '../store/describe-each-store.ts';

const shopKey = 'shop-key-of-a-killed-process';

type Kept = {
  id: string;
  version: number;
  events: { id: string }[];
  lineItems: { id: string; quantity: { total: number } }[];
  adjustments: { id: string }[];
};
type Server = {
  ask: (method: string, path: string, body?: unknown, key?: string) => Promise<{ status: number; text: string }>;
  kill: () => Promise<void>;
};

/** Starts the back end in a separate process. */
async function startServer(place: string, aheadMs = 0): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), place, String(aheadMs)], {
    env: { ...process.env, SHOP_KEY: shopKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [port] = (await Promise.race([once(createInterface(child.stdout), 'line'), exit])) as [string];
  return {
    async ask(method, path, body, key) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${shopKey}`,
          'content-type': 'application/json',
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** All requests with a 2xx response. */
type Acknowledged = {
  readonly orders: { id: string; version: number }[];
  readonly events: { orderId: string; id: string; version: number }[];
  readonly cancellations: { orderId: string; key: string; request: unknown; text: string; id: string }[];
};

/** Requests of a customer and the shop for one order after another, until the server is killed. */
async function live(server: Server, name: string, acknowledged: Acknowledged, onTold: () => void): Promise<void> {
  for (let index = 0; ; index += 1) {
    const id = `${name}-${index}`;
    const placed = await server.ask('PUT', `/orders/${id}`, { ...snapshot, number: id });
    assert.equal(placed.status, 201, placed.text);
    acknowledged.orders.push({ id, version: 1 });
    const scanned = await server.ask('POST', `/orders/${id}/events`, {
      id: `${id}-note`,
      kind: 'note',
      text: 'Gift wrap',
    });
    assert.equal(scanned.status, 201, scanned.text);
    const { version } = JSON.parse(scanned.text) as Kept;
    acknowledged.events.push({ orderId: id, id: `${id}-note`, version });
    const request = { type: 'cancel-items', lineItems: [{ id: 'b', quantity: 1 }], version };
    const canceled = await server.ask('POST', `/orders/${id}/cancellations`, request, `${id}-key`);
    assert.equal(canceled.status, 201, canceled.text);
    acknowledged.cancellations.push({
      orderId: id,
      key: `${id}-key`,
      request,
      text: canceled.text,
      id: (JSON.parse(canceled.text) as { id: string }).id,
    });
    onTold();
  }
}

async function assertKept(server: Server, { orders, events, cancellations }: Acknowledged): Promise<void> {
  const kept = new Map<string, Kept>();
  for (const { id, version } of orders) {
    const { status, text } = await server.ask('GET', `/orders/${id}`);
    assert.equal(status, 200, `${id} was acknowledged`);
    const order = JSON.parse(text) as Kept;
    assert.ok(order.version >= version);
    kept.set(id, order);
  }
  for (const { orderId, id, version } of events) {
    const order = kept.get(orderId);
    assert.ok(order, `${orderId} was acknowledged`);
    assert.ok(
      order.events.some((event) => event.id === id),
      `${id} was acknowledged`,
    );
    assert.ok(order.version >= version);
  }
  for (const { orderId, key, request, text, id } of cancellations) {
    const order = kept.get(orderId);
    assert.deepEqual(
      order?.adjustments.map((adjustment) => adjustment.id),
      [id],
      `${key} was answered`,
    );
    assert.equal(order.lineItems.find((line) => line.id === 'b')?.quantity.total, 1);
    const again = await server.ask('POST', `/orders/${orderId}/cancellations`, request, key);
    assert.deepEqual(again, { status: 201, text }, 'the same answer, word for word');
  }
}

describeEachStore(
  (kind) => {
    describe('a killed back end', { timeout: 120_000 }, () => {
      it('keeps everything it acknowledged, and continues what it began', async () => {
        const place = await kind.newPlace();
        const acknowledged: Acknowledged = { orders: [], events: [], cancellations: [] };
        for (const [round, enough] of [12, 30].entries()) {
          const server = await startServer(place);
          const enoughTold = Promise.withResolvers<void>();
          let told = 0;
          const onTold = (): void => void ((told += 1) >= enough && enoughTold.resolve());
          const ended = Promise.allSettled(
            Array.from({ length: 6 }, (_, index) => live(server, `o${round}-${index}`, acknowledged, onTold)),
          );
          await Promise.race([enoughTold.promise, ended]);
          await server.kill();
          // Requests end with a lost connection, never with an unexpected response.
          for (const end of await ended)
            assert.ok(end.status === 'rejected' && end.reason instanceof TypeError, JSON.stringify(end));
        }
        // Later, so that the leases of the killed process are over.
        const server = await startServer(place, 3_600_000);
        try {
          await assertKept(server, acknowledged);
          assert.ok(acknowledged.cancellations.length >= 42);
          await assertGoesOn(server, acknowledged);
        } finally {
          await server.kill();
        }
      });
    });
  },
  { inMemory: false },
);

/** Repeats requests without a response with the same key. Each must take effect once. */
async function assertGoesOn(server: Server, { events, cancellations }: Acknowledged): Promise<void> {
  const answered = new Set(cancellations.map(({ orderId }) => orderId));
  const open = events.filter(({ orderId }) => !answered.has(orderId));
  for (const { orderId, version } of open) {
    const request = { type: 'cancel-items', lineItems: [{ id: 'b', quantity: 1 }], version };
    const answer = await server.ask('POST', `/orders/${orderId}/cancellations`, request, `${orderId}-key`);
    assert.equal(answer.status, 201, answer.text);
    const order = JSON.parse((await server.ask('GET', `/orders/${orderId}`)).text) as Kept;
    assert.deepEqual([order.adjustments.length, order.lineItems.find(({ id }) => id === 'b')?.quantity.total], [1, 1]);
  }
}
