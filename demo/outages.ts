import type { ServerResponse } from 'node:http';
import type { Handler } from 'waybill/server';

/**
 * The orders whose requests get no answer, as a story asks for. The back end still receives the requests: its answers are
 * lost, as behind a proxy that fails. A restart of the demo ends all outages.
 */
export class Outages {
  readonly #orderIds = new Set<string>();
  readonly #openResponses = new Map<string, Set<ServerResponse>>();

  /** Open streams of the order break off. */
  begin(orderId: string): void {
    this.#orderIds.add(orderId);
    for (const response of this.#openResponses.get(orderId) ?? []) response.destroy();
  }

  end(orderId: string): void {
    this.#orderIds.delete(orderId);
  }

  /** Wraps a handler: the answer to a request about the order is 503 during an outage. */
  wrapHandler(handler: Handler, orderId: string): (...request: Parameters<Handler>) => Promise<Response> {
    return async (...request) => {
      if (!this.#orderIds.has(orderId)) return handler(...request);
      if (request[0].method === 'POST') await handler(...request);
      return Response.json({ status: 503, title: 'No answer from the back end' }, { status: 503 });
    };
  }

  /** Remembers a response until it is sent. */
  track(orderId: string, response: ServerResponse): void {
    const open = this.#openResponses.get(orderId) ?? new Set();
    this.#openResponses.set(orderId, open.add(response));
    response.once('close', () => {
      open.delete(response);
      if (open.size === 0) this.#openResponses.delete(orderId);
    });
  }
}
