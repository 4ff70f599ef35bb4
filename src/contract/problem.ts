import * as z from 'zod/mini';
import type { Known } from './known.ts';
import { word } from './order-fields.ts';
import { count, instant } from './primitives.ts';

/** Why a request failed, and the status it is sent with. */
export const problemStatuses = {
  validation: 400,
  'token-invalid': 401,
  'token-expired': 401,
  'action-not-allowed': 403,
  /** Also another customer's order. */
  'order-not-found': 404,
  'already-shipped': 409,
  'already-canceled': 409,
  'quantity-too-great': 409,
  'cancel-in-progress': 409,
  /** Of a decision: it was decided otherwise before. */
  'already-decided': 409,
  /** Of a scan: the shop does not let steps be skipped, and one before it was not scanned. */
  'step-missing': 409,
  'version-conflict': 412,
  'idempotency-mismatch': 422,
  /** With Retry-After. */
  'rate-limited': 429,
  'upstream-unavailable': 502,
} as const;
export type ProblemCode = keyof typeof problemStatuses;

/** RFC 9457, with a code to decide by. Its texts are for developers, never shown as the widget's own words. */
export const problem = z.looseObject({
  type: z.optional(z.string()),
  title: z.optional(z.string()),
  status: z.optional(z.int()),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  /** One of `problemStatuses`; any other leaves the status to decide. */
  code: z.optional(word),
  /** Most headers cannot be read across origins, so these stand here too. */
  retryAfterMs: z.optional(count),
  serverTime: z.optional(instant),
  version: z.optional(count),
});
export type Problem = Known<z.infer<typeof problem>>;
