import type { Handler } from 'waybill/server';

/**
 * Sends a request to the shop side of a back end: `requestAsShop('POST', 'orders/b-1/events', scan)`. Resolves to the
 * parsed body.
 *
 * @throws ShopSideError if the back end refuses the request
 */
export type ShopClient = (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) => Promise<unknown>;

type Problem = { code: string; status: number; title: string; detail?: string };

/** A refusal of the shop side; `code` and `status` are those of the contract's problem. */
export class ShopSideError extends Error {
  readonly code: string;
  readonly status: number;

  constructor({ code, status, title, detail = title }: Problem) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

/** Calls the handler in this process, with the shop's key. */
export function createShopClient(handler: Handler, options: { key: string; basePath?: string }): ShopClient {
  const { key, basePath = '' } = options;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return async (method, path, body) => {
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await handler(new Request(`http://localhost${basePath}/${path}`, init));
    const data: unknown = await response.json();
    if (!response.ok) throw new ShopSideError(data as Problem);
    return data;
  };
}
