/**
 * Writes docs/failure-modes.md from test/failure-modes.json and from the codes in the titles of tests:
 *   node tools/generate-failure-modes.ts
 * test/tools/failure-modes.test.ts fails if the page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { findCodesInTests } from './failure-modes/find-codes.ts';
import { renderFailureModes, type FailureMode } from './failure-modes/render-page.ts';

const modes = JSON.parse(readFileSync('test/failure-modes.json', 'utf8')) as FailureMode[];
writeFileSync('docs/failure-modes.md', renderFailureModes(modes, findCodesInTests().filesByCode));
