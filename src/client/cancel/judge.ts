import type { Cancellation } from '../../contract/cancellation.ts';
import { parseCancellation } from '../../contract/parse-order.ts';
import type { Answer } from './port.ts';
import type { RefusalCode } from './report.ts';

/** What to do about an answer. */
export type Verdict =
  /** The shop has said what becomes of it. */
  | { readonly next: 'answered'; readonly cancellation: Cancellation }
  | { readonly next: 'already-canceled' }
  | { readonly next: 'refused'; readonly code: RefusalCode }
  /** Nothing was done, because the order is another: look at it. */
  | { readonly next: 'conflict' }
  /** Nothing was done yet: the same again, later. */
  | { readonly next: 'wait'; readonly why: Wait; readonly ms: number | undefined }
  /** Anything may have happened: look at the order. */
  | { readonly next: 'read' };

export type Wait = 'in-progress' | 'too-early' | 'rate-limited';

const READ = { next: 'read' } as const;
const CONFLICT = { next: 'conflict' } as const;
const refused = (code: RefusalCode): Verdict => ({ next: 'refused', code });

/** By the code where a problem has one that is known, else by the status. A server in trouble is not believed. */
export function judge(answer: Answer): Verdict {
  const { status, code, retryAfterMs: ms } = answer;
  if (status >= 200 && status < 300) return judgeSuccess(answer);
  if (status >= 500 || (status > 0 && status < 400)) return READ;
  const wait = (why: Wait): Verdict => ({ next: 'wait', why, ms });
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
      return CONFLICT;
    case 'cancel-in-progress':
      return wait('in-progress');
    case 'rate-limited':
      return wait(code);
    case 'upstream-unavailable':
      return READ;
    default:
      return judgeStatus(status, wait);
  }
}

function judgeStatus(status: number, wait: (why: Wait) => Verdict): Verdict {
  switch (status) {
    case 0:
    case 408:
    case 409:
      return READ;
    case 401:
    case 403:
      return refused('sign-in');
    case 404:
      return refused('order-not-found');
    case 410:
      return refused('already-shipped');
    case 412:
    case 428:
      return CONFLICT;
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

/** "Accepted" is no "done", whatever stands in the body. */
function judgeSuccess({ status, body }: Answer): Verdict {
  const read = parseCancellation(body);
  if (!read.ok) return READ;
  const cancellation = read.data;
  const isEarly = status === 202 && cancellation.status === 'completed';
  return { next: 'answered', cancellation: isEarly ? { ...cancellation, status: 'pending' } : cancellation };
}
