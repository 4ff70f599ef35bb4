import type { Parsed } from '../../contract/parse.ts';
import { scan, type Scan } from '../domain/index.ts';
import { findCharacterIssues } from './characters.ts';
import { plainIssues, readStrictly } from './issues.ts';
import { findRawIssue, type RawRule } from './raw.ts';
import { findFieldIssues } from './unknown-fields.ts';

/** Reads the body of `POST /orders/{id}/events`: right as a whole or refused. */
export function readScan(body: unknown, raw: RawRule): Parsed<Scan> {
  const read = readStrictly(scan, body);
  const issues = [...findFieldIssues(scan, body), ...findRawIssue(body, 'raw', raw), ...(read.ok ? findCharacterIssues(body) : read.issues)];
  return issues.length > 0 ? { ok: false, issues: plainIssues(issues) } : read;
}
