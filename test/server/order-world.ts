/** An order as the contract's wire format has it; the tests may put anything into it. */
export type WireOrder = { id: string; version: number; [field: string]: unknown };

/** What a shop's back end knows of one order: the newest whole snapshot and those before it. */
export class OrderWorld {
  epoch = 'k1';
  order: WireOrder;
  history: WireOrder[];
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
    this.history = [this.order];
  }

  /** A new version, with these fields changed. */
  change(patch: Record<string, unknown> = {}): WireOrder {
    this.order = { ...this.order, ...patch, id: this.order.id, version: this.order.version + 1 };
    this.history = [...this.history, this.order].slice(-1_000);
    return this.order;
  }

  /** The store was set up anew: versions start from 1, under another name. */
  startEpoch(epoch: string): WireOrder {
    this.epoch = epoch;
    this.order = { ...this.order, version: 1 };
    this.history = [this.order];
    return this.order;
  }

  /** What someone who has seen `cursor` has not seen yet; `undefined` where that is no longer known. */
  since(cursor: string | null): WireOrder[] | undefined {
    const [, epoch, version] = /^(.+)\.(\d+)$/.exec(cursor ?? '') ?? [];
    if (epoch !== this.epoch) return [this.order];
    const missed = this.history.filter((order) => order.version > Number(version));
    return missed.length === this.order.version - Number(version) ? missed : undefined;
  }
}
