import type { Order } from '../../contract/order.ts';
import { pathIdPattern } from '../../contract/protocol.ts';
import type { Auth } from '../http/auth.ts';
import { buildRouteUrl } from '../http/endpoint-context.ts';
import { fetchAuthenticatedJson } from '../http/fetch-json.ts';
import { createIdempotencyKey } from '../http/idempotency-key.ts';
import { safeStringify } from '../http/json.ts';

export type MissingReportState = 'sending' | 'sent' | 'failed';

/** Reports of delivered parcels that are missing. A repeated report keeps its idempotency key. */
export class MissingReports {
  readonly #reports = new Map<string, { key: string; state: MissingReportState }>();

  getState(shipmentId: string): MissingReportState | undefined {
    return this.#reports.get(shipmentId)?.state;
  }

  /**
   * Sends a report, unless one was sent or is being sent. Never throws; `getState` has the result. `onResponse` is called
   * before the state changes.
   */
  async send(
    endpoint: URL | undefined,
    order: Order,
    shipmentId: string,
    auth: Auth,
    onResponse: () => void,
  ): Promise<void> {
    const report = this.#reports.get(shipmentId) ?? { key: createIdempotencyKey(), state: 'failed' };
    if (report.state !== 'failed') return;
    this.#reports.set(shipmentId, report);
    report.state = 'sending';
    const shipment = order.shipments.find(({ id }) => id === shipmentId);
    const lineItems = (shipment?.lineItems ?? []).map(({ id, quantity }) => ({ id, quantity: quantity ?? 1 }));
    const body = safeStringify({ type: 'report-missing', lineItems, version: order.version });
    const headers = { 'content-type': 'application/json', 'idempotency-key': report.key };
    const response =
      pathIdPattern.test(order.id) && endpoint
        ? await fetchAuthenticatedJson(buildRouteUrl(endpoint, 'orders', order.id, 'cancellations'), auth, {
            method: 'POST',
            body,
            headers,
          })
        : undefined;
    onResponse();
    report.state = response === undefined ? 'failed' : 'sent';
  }
}
