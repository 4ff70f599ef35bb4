import { cancelRequest, type CancelRequest } from '../../contract/cancellation.ts';
import type { Parsed } from '../../contract/parse.ts';
import { parseCancelRequest } from '../../contract/parse-order.ts';
import { findCharacterIssues } from './characters.ts';
import { plainIssues } from './issues.ts';
import { findFieldIssues } from './unknown-fields.ts';

/** Reads the body of `POST /orders/{id}/cancellations`: it is kept and told, so that no other field may come along, however deep. */
export function readCancelRequest(body: unknown): Parsed<CancelRequest> {
  const parsed = parseCancelRequest(body);
  const issues = [...findFieldIssues(cancelRequest, body), ...(parsed.ok ? findCharacterIssues(body) : parsed.issues)];
  return issues.length > 0 ? { ok: false, issues: plainIssues(issues) } : parsed;
}
