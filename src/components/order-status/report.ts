import type { Access } from '../../client/access.ts';
import { routeOf } from '../../client/endpoint.ts';
import { RequestError } from '../../client/request-json.ts';
import { serialize } from '../../client/serialize.ts';
import type { Order } from '../../contract/order.ts';
import { askShop } from './ask-shop.ts';

/** How the report of a missing parcel went. */
export type ReportState = 'sending' | 'sent' | 'failed';

/** Reports that delivered parcels are not there. Each keeps its key until it arrived, however often it is sent. */
export class MissingReports {
  readonly #reports = new Map<string, { key: string; state: ReportState }>();

  stateOf(shipmentId: string): ReportState | undefined {
    return this.#reports.get(shipmentId)?.state;
  }

  /** Sends a report, unless it is on its way or has arrived; never throws. `onAnswer` is called before anything of it shows. */
  async send(endpoint: URL | undefined, order: Order, shipmentId: string, access: Access, onAnswer: () => void): Promise<void> {
    const report = this.#reports.get(shipmentId) ?? { key: crypto.randomUUID(), state: 'failed' };
    if (report.state !== 'failed') return;
    this.#reports.set(shipmentId, report);
    report.state = 'sending';
    const shipment = order.shipments.find(({ id }) => id === shipmentId);
    const lineItems = (shipment?.lineItems ?? []).map(({ id, quantity }) => ({ id, quantity: quantity ?? 1 }));
    const body = serialize({ type: 'report-missing', lineItems, version: order.version });
    let state: ReportState = 'failed';
    try {
      if (!endpoint) throw new RequestError(0);
      await askShop(routeOf(endpoint, `orders/${order.id}/cancellations`), access, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'idempotency-key': report.key },
      });
      state = 'sent';
    } catch {
      // Told by the state.
    }
    onAnswer();
    report.state = state;
  }
}
