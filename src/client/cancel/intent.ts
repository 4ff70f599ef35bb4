import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';

/**
 * What the customer confirmed, once and for all: whatever is sent for it bears its key, and a second
 * confirmation is another intent. `before` is what the order said at that moment, to tell later from the
 * order alone what became of it.
 */
export type Intent = CancelRequest & {
  readonly key: string;
  /** Which run of versions the version is of, where the order says it. */
  readonly epoch?: string | undefined;
  readonly before: {
    /** How many there were of each line it is about. */
    readonly totals: readonly { readonly id: string; readonly total: number }[];
    /** Ids of the adjustments that stood in the order already. */
    readonly adjustments: readonly string[];
  };
};

/** What is asked for of the order as the customer sees it. No `lineItems`: the order as a whole. */
export function createIntent(order: Order, asked: Omit<CancelRequest, 'version'>, key: string): Intent {
  const isWhole = asked.lineItems.length === 0;
  const lines = order.lineItems.filter(({ id }) => isWhole || asked.lineItems.some((entry) => entry.id === id));
  return {
    ...asked,
    version: order.version,
    epoch: order.epoch,
    key,
    before: {
      totals: lines.flatMap(({ id, quantity }) => (quantity ? [{ id, total: quantity.total }] : [])),
      adjustments: order.adjustments.map(({ id }) => id),
    },
  };
}

/** The body to send: what the contract names and nothing else. */
export const requestOf = ({ type, lineItems, version, reason }: Intent): CancelRequest => ({
  type,
  lineItems: lineItems.map(({ id, quantity }) => ({ id, quantity })),
  version,
  ...(reason && { reason }),
});

/** What makes keys; a page without https has no `randomUUID`. */
export type Randomness = Partial<Pick<Crypto, 'randomUUID'>> & Pick<Crypto, 'getRandomValues'>;

/** A key that no other intent has: a random UUID (RFC 9562, version 4). */
export function mintKey(randomness: Randomness = crypto): string {
  if (randomness.randomUUID) return randomness.randomUUID();
  const bytes = randomness.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let key = '';
  for (const [index, byte] of bytes.entries()) key += (/^(4|6|8|10)$/.test(`${index}`) ? '-' : '') + (byte + 256).toString(16).slice(1);
  return key;
}
