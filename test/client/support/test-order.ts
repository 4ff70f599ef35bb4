import type { LenientResult } from '../../../src/contract/lenient-parse.ts';
import type { Order } from '../../../src/contract/order.ts';
import type { OrderEnvelope } from '../../../src/client/http/order-envelope.ts';

/* Orders with the two fields that the order stream itself reads. */

export const createTestOrder = (version: number, id = 'o1'): Order => ({ id, version }) as Order;

export const createEnvelope = (version: number, epoch: string | undefined = 'k1'): OrderEnvelope => ({
  snapshot: createTestOrder(version),
  warnings: [],
  epoch,
  serverTime: undefined,
});

export function parseTestOrder(value: unknown): LenientResult<Order> {
  const { id, version } = (value ?? {}) as Partial<Order>;
  const isValid = typeof id === 'string' && Number.isSafeInteger(version);
  if (isValid) return { ok: true, data: value as Order, warnings: [] };
  return { ok: false, issues: [{ path: 'version', message: 'expected a whole number' }] };
}
