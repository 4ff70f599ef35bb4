import * as z from 'zod/mini';
import { cancelRequest, type CancelRequest } from '../../contract/cancellation.ts';
import { code } from '../../contract/order-fields.ts';
import type { ParseResult } from '../../contract/parse-estimates.ts';
import { parseCancelRequest } from '../../contract/parse-order.ts';
import { instant } from '../../contract/primitives.ts';
import { scan, type Scan } from '../orders/scan.ts';
import { validateFields } from './fields.ts';
import { dedupeIssues, parseStrictly } from './issues.ts';
import { validateCharacters } from './json-value.ts';
import { validateRaw, type RawDataPolicy } from './raw-data.ts';
import { removeEmptyTimes } from './scan-time.ts';

/** Body of `POST /orders/{orderId}/tokens`. `expiresAt` defaults to 30 days from now. */
export const tokenRequest = z.strictObject({
  scope: z.enum(['read', 'cancel']),
  expiresAt: z.optional(instant),
});
z.globalRegistry.add(tokenRequest, {
  title: 'Token request',
  description: 'What the guest may do with the order, and until when; default 30 days.',
});

/** Body of `POST /dead-letters/{messageId}/replay`. */
export const replayRequest = z.strictObject({ subscriber: code });
z.globalRegistry.add(replayRequest, {
  title: 'Replay request',
  description: 'The subscriber that gets the message again.',
});

/**
 * Parses the body of `POST /orders/{orderId}/cancellations`. The request is stored and sent to subscribers, so unknown
 * fields are refused at every level.
 */
export function parseCancelRequestStrictly(body: unknown): ParseResult<CancelRequest> {
  const parsed = parseCancelRequest(body);
  const issues = [...validateFields(cancelRequest, body), ...(parsed.ok ? validateCharacters(body) : parsed.issues)];
  return issues.length > 0 ? { ok: false, issues: dedupeIssues(issues) } : parsed;
}

/** Parses the body of `POST /orders/{orderId}/events`. One issue refuses the whole scan. */
export function parseScan(sent: unknown, rawData: RawDataPolicy): ParseResult<Scan> {
  const body = removeEmptyTimes(sent);
  const parsed = parseStrictly(scan, body);
  const issues = [
    ...validateFields(scan, body),
    ...validateRaw(body, 'raw', rawData),
    ...(parsed.ok ? validateCharacters(body) : parsed.issues),
  ];
  return issues.length > 0 ? { ok: false, issues: dedupeIssues(issues) } : parsed;
}
