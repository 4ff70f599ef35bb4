import { randomUUID } from 'node:crypto';
import type { Handler } from 'waybill/server';

/**
 * Sends a request to a back end: `requestAsShop('POST', 'orders/b-1/events', scan)`. Resolves to the parsed body.
 *
 * @throws BackEndError if the back end refuses the request
 */
export type BackEndClient = (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) => Promise<unknown>;

type Problem = { code: string; status: number; title: string; detail?: string };

/** A refusal of the back end; `code` and `status` are those of the contract's problem. */
export class BackEndError extends Error {
  readonly code: string;
  readonly status: number;

  constructor({ code, status, title, detail = title }: Problem) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

/** Calls the handler in this process, with the shop's key. */
export function createShopClient(handler: Handler, options: { key: string; basePath?: string }): BackEndClient {
  const { key, basePath = '' } = options;
  return createClient(handler, basePath, () => ({ authorization: `Bearer ${key}` }));
}

/** Calls the handler in this process, as a page of the shop. Each request is a new one: it has a key of its own. */
export function createCustomerClient(handler: Handler, { basePath = '' }: { basePath?: string }): BackEndClient {
  return createClient(handler, basePath, () => ({ origin: ORIGIN, 'idempotency-key': randomUUID() }));
}

const ORIGIN = 'http://localhost';

function createClient(handler: Handler, basePath: string, createHeaders: () => Record<string, string>): BackEndClient {
  return async (method, path, body) => {
    const headers = { ...createHeaders(), 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await handler(new Request(`${ORIGIN}${basePath}/${path}`, init));
    const data: unknown = await response.json();
    if (!response.ok) throw new BackEndError(data as Problem);
    return data;
  };
}
