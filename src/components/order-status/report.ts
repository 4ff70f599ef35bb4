import type { Access } from '../../client/access.ts';
import { routeOf } from '../../client/endpoint.ts';
import { requestJson } from '../../client/request-json.ts';
import { serialize } from '../../client/serialize.ts';
import type { Order } from '../../contract/order.ts';

/** Tells the shop that a delivered parcel is not there, with all that was in it. Answers whether that arrived. */
export async function reportMissing(endpoint: URL, order: Order, shipmentId: string, access: Access): Promise<boolean> {
  const shipment = order.shipments.find(({ id }) => id === shipmentId);
  const lineItems = (shipment?.lineItems ?? []).map(({ id, quantity }) => ({ id, quantity: quantity ?? 1 }));
  const token = await access.token();
  try {
    await requestJson(routeOf(endpoint, `orders/${order.id}/cancellations`), {
      method: 'POST',
      body: serialize({ type: 'report-missing', lineItems, version: order.version }),
      cache: 'no-store',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      redirect: token === undefined ? 'follow' : 'error',
    });
    return true;
  } catch {
    return false;
  }
}
