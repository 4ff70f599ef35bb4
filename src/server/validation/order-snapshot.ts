import * as z from 'zod/mini';
import type { ParseWarning } from '../../contract/lenient-parse.ts';
import type { ValidationIssue, ParseResult } from '../../contract/parse-estimates.ts';
import { order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import type { OrderSnapshot } from '../orders/upsert-order.ts';
import { validateCharacters, isRecord } from './json-value.ts';
import { dedupeIssues } from './issues.ts';
import { validateRawEvents, type RawDataPolicy } from './raw-data.ts';
import { validateFields } from './fields.ts';

/** Body of `PUT /orders/{orderId}`, as the OpenAPI document describes it. */
export const orderSnapshot = z.omit(order, { earlierEvents: true });
z.globalRegistry.add(orderSnapshot, {
  title: 'Order snapshot',
  description:
    'An order as the shop knows it. `version`, with `epoch`, is the version that the snapshot replaces; without ' +
    '`version`, it replaces any version. `updatedAt` and `serverTime` are ignored. Unknown fields are refused.',
});

export type ParsedSnapshot = {
  /** `version` is the version that the snapshot replaces, if the shop sent one. */
  readonly snapshot: OrderSnapshot;
  /** Epoch of that version. */
  readonly epoch: string | undefined;
  /** Codes that are not listed, or are read as others. They refuse nothing. */
  readonly warnings: readonly string[];
};

/**
 * Parses the body of `PUT /orders/{orderId}`. One issue refuses the whole snapshot. An order from `GET` may be sent back:
 * `version` and `epoch` then name the version that was read, the other fields that the server sets are ignored.
 */
export function parseOrderSnapshot(
  body: unknown,
  orderId: string,
  rawData: RawDataPolicy,
): ParseResult<ParsedSnapshot> {
  if (!isRecord(body)) return { ok: false, issues: [{ path: '', message: 'expected an object' }] };
  const { version, updatedAt: _, serverTime: __, ...sentFields } = body;
  const issues: ValidationIssue[] = [];
  if (sentFields['earlierEvents'] !== undefined)
    issues.push({ path: 'earlierEvents', message: 'is not accepted: send all events' });
  if (sentFields['id'] !== undefined && sentFields['id'] !== orderId)
    issues.push({ path: 'id', message: 'expected the id in the path' });

  // The parser needs the fields that the server sets.
  const complete = { ...sentFields, id: orderId, version: version ?? 0, updatedAt: new Date(0).toISOString() };
  issues.push(...validateFields(order, complete), ...validateRawEvents(sentFields['events'], rawData));
  const parsed = parseOrder(complete);
  const codeWarnings = parsed.ok ? parsed.warnings.filter(isCodeWarning) : [];
  // The tolerant parser repairs some values with a warning. A shop must correct them.
  issues.push(...(parsed.ok ? parsed.warnings.filter((warning) => !isCodeWarning(warning)) : parsed.issues));
  if (issues.length === 0) issues.push(...validateCharacters(body));
  if (!parsed.ok || issues.length > 0) return { ok: false, issues: dedupeIssues(issues) };

  const { version: parsedVersion, updatedAt: ___, epoch, ...snapshot } = parsed.data;
  return {
    ok: true,
    data: {
      snapshot: version === undefined ? snapshot : { ...snapshot, version: parsedVersion },
      epoch,
      warnings: codeWarnings.map(({ code, path, message }) => `${code}: ${path}: ${message}`),
    },
  };
}

const isCodeWarning = ({ code }: ParseWarning): boolean => code === 'synonym' || code === 'unknown-code';
