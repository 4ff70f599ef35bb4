import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { parseCancellation, parseOrder } from '../../contract/parse-order.ts';
import { pathIdPattern } from '../../contract/protocol.ts';
import { isObject } from '../../contract/validators.ts';
import { buildRouteUrl } from '../http/endpoint-context.ts';
import type { Auth } from '../http/auth.ts';
import { createRequestInit, sendRequest, sendWithAuth, type ReceivedResponse } from '../http/send-request.ts';
import { parseEpochHeader, parseOrderEnvelope } from '../http/order-envelope.ts';
import { parseRetryAfterField } from '../http/back-off.ts';
import type { CancellationEnvironment } from './environment.ts';
import type { PreparedRequest } from './intent.ts';

/** `status` is 0 if there was no response: the request may have arrived. */
export type CancelResponse = {
  readonly status: number;
  /** Of a problem (RFC 9457). */
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Of a success, not validated. */
  readonly body?: unknown;
};

/** Sends cancellations to an endpoint of the contract or to a function of the page. Its promises never reject. */
export type CancelTransport = {
  send(request: PreparedRequest, signal: AbortSignal): Promise<CancelResponse>;
  /** Missing if only the page has orders; resolves with `undefined` if the read failed. */
  readOrder?: ((signal: AbortSignal) => Promise<Order | undefined>) | undefined;
  readCancellation?: ((id: string, signal: AbortSignal) => Promise<Cancellation | undefined>) | undefined;
};

/**
 * A page's own way to send a request. An error with a `code` of the contract counts as that problem; `undefined` and any
 * other error leave the outcome unknown.
 */
export type CancelFunction = (
  request: CancelRequest,
  options: { idempotencyKey: string; signal: AbortSignal },
) => Promise<Cancellation | undefined>;

/** A page's function in place of the endpoint. Only the page has orders. */
export function createFunctionTransport(cancel: CancelFunction): CancelTransport {
  return {
    async send({ idempotencyKey, request }, signal) {
      try {
        return { status: 200, body: await cancel(request, { idempotencyKey, signal }) };
      } catch (error) {
        return { status: 0, ...parseProblemFields(error) };
      }
    },
  };
}

/** `code` and waiting time of a problem's body or of an error. Their texts are never shown. */
export function parseProblemFields(value: unknown): Pick<CancelResponse, 'code' | 'retryAfterMs'> {
  if (!isObject(value)) return {};
  const { code } = value;
  return { code: typeof code === 'string' ? code : undefined, retryAfterMs: parseRetryAfterField(value) };
}

/** The contract's routes for one order, whose id matches `pathIdPattern`. A 401, or a 403 about the token, is sent once more with a renewed token. */
export function createEndpointTransport(
  endpoint: URL,
  orderId: string,
  auth: Auth,
  environment: Pick<CancellationEnvironment, 'fetch' | 'now' | 'clock'>,
): CancelTransport {
  const order = buildRouteUrl(endpoint, 'orders', orderId);
  const cancellations = buildRouteUrl(order, 'cancellations');

  function send(
    url: URL,
    headers: Record<string, string>,
    signal: AbortSignal,
    init?: RequestInit,
  ): Promise<ReceivedResponse> {
    const allHeaders = { accept: 'application/json', ...headers };
    return sendWithAuth(
      auth,
      (token) => sendRequest(url, { ...createRequestInit(token, allHeaders, signal), ...init }, environment),
      (response) => !signal.aborted && isAuthFailure(response),
    );
  }

  return {
    async send({ idempotencyKey, epoch, request, body: requestBody }, signal) {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        ...(epoch !== undefined && { 'if-match': `"${epoch}.${request.version}"` }),
      };
      const init = { method: 'POST', body: requestBody, keepalive: true };
      const { status, isOk, body, retryAfterMs } = await send(cancellations, headers, signal, init);
      if (isOk) return { status, body };
      return { status, ...parseProblemFields(body), ...(retryAfterMs !== undefined && { retryAfterMs }) };
    },
    async readOrder(signal) {
      const { status, body, headers } = await send(order, {}, signal);
      const parsed = status === 200 ? parseOrderEnvelope(body, parseOrder) : undefined;
      return parsed?.ok
        ? { ...parsed.data.snapshot, epoch: parsed.data.epoch ?? parseEpochHeader(headers) }
        : undefined;
    },
    async readCancellation(id, signal) {
      if (!pathIdPattern.test(id)) return undefined;
      const { status, body } = await send(buildRouteUrl(cancellations, id), {}, signal);
      const parsed = status === 200 ? parseCancellation(body) : undefined;
      return parsed?.ok && parsed.data.id === id ? parsed.data : undefined;
    },
  };
}

/** Whether a new token may help. A missing right stays missing. */
const isAuthFailure = ({ status, body }: ReceivedResponse): boolean =>
  status === 401 || (status === 403 && parseProblemFields(body).code !== 'action-not-allowed');
