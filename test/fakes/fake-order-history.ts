/** An order in the contract's wire format. Tests may put any value into it. */
export type WireOrder = { id: string; version: number; [field: string]: unknown };

/** The versions of one order, as a back end stores them. */
export class FakeOrderHistory {
  epoch = 'k1';
  order: WireOrder;
  /** The newest versions, oldest first. */
  orders: WireOrder[];
  cancellations = new Map<string, { status: number; body: Record<string, unknown> }>();

  constructor(id: string) {
    this.order = {
      id,
      number: `#${id}`,
      version: 1,
      placedAt: '2026-11-20T10:00:00Z',
      updatedAt: '2026-11-20T10:00:00Z',
      currency: 'EUR',
      lineItems: [{ id: 'l1', title: 'Blue mug', quantity: { original: 1, total: 1, fulfilled: 0 } }],
      shipments: [],
      promises: [],
      events: [],
      adjustments: [],
      actions: [],
    };
    this.orders = [this.order];
  }

  /** Creates a new version with these fields changed. */
  update(patch: Record<string, unknown> = {}): WireOrder {
    this.order = { ...this.order, ...patch, id: this.order.id, version: this.order.version + 1 };
    this.orders = [...this.orders, this.order].slice(-1_000);
    return this.order;
  }

  /** Starts a new epoch, as a new store does: versions start at 1. */
  startEpoch(epoch: string): WireOrder {
    this.epoch = epoch;
    this.order = { ...this.order, version: 1 };
    this.orders = [this.order];
    return this.order;
  }

  /** The versions after a cursor; `undefined` if one of them is no longer stored. */
  since(cursor: string | null): WireOrder[] | undefined {
    const [, epoch, version] = /^(.+)\.(\d+)$/.exec(cursor ?? '') ?? [];
    if (epoch !== this.epoch) return [this.order];
    const missed = this.orders.filter((order) => order.version > Number(version));
    return missed.length === this.order.version - Number(version) ? missed : undefined;
  }
}
