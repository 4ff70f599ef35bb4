import type { Order } from '../../contract/order.ts';
import { resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import { pathIdPattern } from '../../contract/protocol.ts';
import type { Auth } from '../http/auth.ts';
import { buildRouteUrl } from '../http/endpoint-context.ts';
import { fetchAuthenticatedJson } from '../http/fetch-json.ts';
import { createIdempotencyKey } from '../http/idempotency-key.ts';
import { safeStringify } from '../http/json.ts';

export type MissingReportState = 'sending' | 'sent' | 'failed';

type MissingReport = {
  key: string;
  state: MissingReportState;
  sentAt?: string;
  /** Until when the shop answers, if it said so. */
  answerBy?: string | undefined;
};

/** Reports of delivered parcels that are missing. A repeated report keeps its idempotency key. */
export class MissingReports {
  readonly #reports = new Map<string, MissingReport>();

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
    const report: MissingReport = this.#reports.get(shipmentId) ?? { key: createIdempotencyKey(), state: 'failed' };
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
    const { status, answerBy } = (response ?? {}) as { status?: unknown; answerBy?: unknown };
    report.state = response === undefined || status === 'rejected' ? 'failed' : 'sent';
    report.sentAt = new Date().toISOString();
    report.answerBy = isInstant(answerBy) ? answerBy : undefined;
  }

  /** The order with the reports that were sent, until the shop says what became of them. */
  addTo(order: Order): Order {
    const shipments = order.shipments.map((shipment) => {
      const { state, sentAt, answerBy } = this.#reports.get(shipment.id) ?? {};
      const isOver = resolveShipmentStatus(shipment.status) !== 'delivered';
      if (state !== 'sent' || isOver || shipment.exceptions.some(({ kind }) => kind === 'not_received'))
        return shipment;
      const actionRequired = answerBy === undefined ? undefined : { by: 'shop', what: '', until: answerBy };
      const exception = { kind: 'not_received', since: sentAt, actionRequired };
      return { ...shipment, exceptions: [...shipment.exceptions, exception] };
    });
    return shipments.every((shipment, index) => shipment === order.shipments[index]) ? order : { ...order, shipments };
  }
}

/** A time with its offset, as the contract has it. */
const isInstant = (time: unknown): time is string =>
  typeof time === 'string' &&
  /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(time) &&
  !Number.isNaN(Date.parse(time));
