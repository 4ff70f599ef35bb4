import * as z from 'zod/mini';
import type { DeepReadonly } from './deep-readonly.ts';
import { code } from './order-fields.ts';
import { count, instant } from './primitives.ts';

/** Problem codes with their HTTP statuses. */
export const statusByProblemCode = {
  validation: 400,
  'token-invalid': 401,
  'token-expired': 401,
  'action-not-allowed': 403,
  /** Includes orders of other customers. */
  'order-not-found': 404,
  'already-shipped': 409,
  'already-canceled': 409,
  'quantity-too-great': 409,
  'cancel-in-progress': 409,
  /** For a decision that contradicts an earlier one. */
  'already-decided': 409,
  /** For a scan whose previous step was not scanned, if the shop requires previous steps. */
  'step-missing': 409,
  'version-conflict': 412,
  'idempotency-mismatch': 422,
  /** With Retry-After. */
  'rate-limited': 429,
  'upstream-unavailable': 502,
} as const;
export type ProblemCode = keyof typeof statusByProblemCode;

/** Problem details by RFC 9457 with a `code`. The texts are for developers: elements do not show them. */
export const problem = z.object({
  type: z.optional(z.string()).check(z.describe('URI of the problem type.')),
  title: z.optional(z.string()).check(z.describe('Title, for developers.')),
  status: z.optional(z.int()).check(z.describe('HTTP status.')),
  detail: z.optional(z.string()).check(z.describe('Details of this occurrence, for developers.')),
  instance: z.optional(z.string()).check(z.describe('URI of this occurrence.')),
  code: z.optional(code).check(z.describe('Code that clients act on. For other codes they act on the status.')),
  retryAfterMs: z
    .optional(count)
    .check(z.describe('Milliseconds until a retry. The same as Retry-After, which cannot be read across origins.')),
  serverTime: z.optional(instant).check(z.describe('Time of the server.')),
  version: z.optional(count).check(z.describe('Current version of the order.')),
});
export type Problem = DeepReadonly<z.infer<typeof problem>>;
