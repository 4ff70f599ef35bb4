import type { Cancellation } from '../../contract/cancellation.ts';
import { parseCancellation } from '../../contract/parse-order.ts';
import type { CancelResponse } from './transport.ts';

/** Why a cancellation is not carried out: a code of the contract, or one of the client. */
export type RefusalCode =
  | 'already-shipped'
  | 'action-not-allowed'
  | 'order-not-found'
  /** Another request used the same key: a fault of the client or of the page. */
  | 'idempotency-mismatch'
  /** The server does not accept the token, even a new one. */
  | 'sign-in'
  /** The request cannot be right: the client did not send it, or the server said so. */
  | 'validation'
  /** The server asks to wait too long or too often. */
  | 'rate-limited';

export type RetryCause = 'in-progress' | 'too-early' | 'rate-limited';

export type ClassifiedResponse =
  /** The shop decided, or accepted the request for a later decision. */
  | { readonly next: 'cancellation-received'; readonly cancellation: Cancellation }
  | { readonly next: 'already-canceled' }
  | { readonly next: 'refused'; readonly code: RefusalCode }
  /** The shop did nothing, because the order has changed. */
  | { readonly next: 'conflict' }
  /** The shop did nothing yet: the same request again, after `ms` if the shop gives a time. */
  | { readonly next: 'wait'; readonly cause: RetryCause; readonly ms: number | undefined }
  /** The outcome is unknown: read the order. */
  | { readonly next: 'read' };

const checkOrder = { next: 'read' } as const;
const conflict = { next: 'conflict' } as const;
const refused = (code: RefusalCode): ClassifiedResponse => ({ next: 'refused', code });

/**
 * Classifies by a known problem code, else by the status. A failing server (5xx) may have carried out the request,
 * whatever its code.
 */
export function classifyResponse(response: CancelResponse): ClassifiedResponse {
  const { status, code, retryAfterMs: ms } = response;
  if (status >= 200 && status < 300) return classifySuccess(response);
  if (status >= 500 || (status > 0 && status < 400)) return checkOrder;
  const wait = (cause: RetryCause): ClassifiedResponse => ({ next: 'wait', cause, ms });
  switch (code) {
    case 'already-canceled':
      return { next: code };
    case 'already-shipped':
    case 'action-not-allowed':
    case 'order-not-found':
    case 'idempotency-mismatch':
    case 'validation':
      return refused(code);
    case 'token-invalid':
    case 'token-expired':
      return refused('sign-in');
    case 'version-conflict':
    case 'quantity-too-great':
      return conflict;
    case 'cancel-in-progress':
      return wait('in-progress');
    case 'rate-limited':
      return wait(code);
    case 'upstream-unavailable':
      return checkOrder;
    default:
      return classifyStatus(status, wait);
  }
}

function classifyStatus(status: number, wait: (cause: RetryCause) => ClassifiedResponse): ClassifiedResponse {
  switch (status) {
    case 0:
    case 408:
    case 409:
      return checkOrder;
    case 401:
    case 403:
      return refused('sign-in');
    case 404:
      return refused('order-not-found');
    case 410:
      return refused('already-shipped');
    case 412:
    case 428:
      return conflict;
    case 422:
      return refused('idempotency-mismatch');
    case 425:
      return wait('too-early');
    case 429:
      return wait('rate-limited');
    default:
      return refused('validation');
  }
}

/** 202 means accepted, not done, even if the body says `completed`. */
function classifySuccess({ status, body }: CancelResponse): ClassifiedResponse {
  const parsed = parseCancellation(body);
  if (!parsed.ok) return checkOrder;
  const cancellation = parsed.data;
  const isEarly = status === 202 && cancellation.status === 'completed';
  return {
    next: 'cancellation-received',
    cancellation: isEarly ? { ...cancellation, status: 'pending' } : cancellation,
  };
}
