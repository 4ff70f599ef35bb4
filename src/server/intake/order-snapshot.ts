import type { Issue, Parsed } from '../../contract/parse.ts';
import { order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import type { Snapshot } from '../domain/index.ts';
import { findCharacterIssues } from './characters.ts';
import { plainIssues } from './issues.ts';
import { findRawIssues, type RawRule } from './raw.ts';
import { findFieldIssues, isRecord } from './unknown-fields.ts';

export type ReadSnapshot = {
  /** With the version it replaces, where the shop says which. */
  readonly snapshot: Snapshot;
  /** Of that version. */
  readonly epoch: string | undefined;
};

/**
 * Reads the body of `PUT /orders/{id}`: right as a whole or refused. What was read from the server may be
 * sent back: of what the server says itself, `version` and `epoch` say what was read, the rest is dropped.
 */
export function readOrderSnapshot(body: unknown, orderId: string, raw: RawRule): Parsed<ReadSnapshot> {
  if (!isRecord(body)) return { ok: false, issues: [{ path: '', message: 'expected an object' }] };
  const { version, updatedAt: _, serverTime: __, ...sent } = body;
  const issues: Issue[] = [];
  if (sent['earlierEvents'] !== undefined) issues.push({ path: 'earlierEvents', message: 'is not taken: send all events' });
  if (sent['id'] !== undefined && sent['id'] !== orderId) issues.push({ path: 'id', message: 'expected the id in the address' });

  // What the server says itself is filled in for the reader.
  const complete = { ...sent, id: orderId, version: version ?? 0, updatedAt: new Date(0).toISOString() };
  issues.push(...findFieldIssues(order, complete), ...findRawIssues(sent['events'], raw));
  const parsed = parseOrder(complete);
  // What a browser would leave out or put right is refused here.
  issues.push(...(parsed.ok ? parsed.warnings : parsed.issues));
  if (issues.length === 0) issues.push(...findCharacterIssues(body));
  if (!parsed.ok || issues.length > 0) return { ok: false, issues: plainIssues(issues) };

  const { version: read, updatedAt: ___, epoch, ...snapshot } = parsed.data;
  return { ok: true, data: { snapshot: version === undefined ? snapshot : { ...snapshot, version: read }, epoch } };
}
