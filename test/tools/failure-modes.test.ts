import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findCodesInTests } from '../../tools/failure-modes/find-codes.ts';
import { renderFailureModes, type FailureMode } from '../../tools/failure-modes/render-page.ts';
import { elementNames } from '../support/element-names.ts';

const modes = JSON.parse(readFileSync('test/failure-modes.json', 'utf8')) as FailureMode[];
const { filesByCode, misplaced } = findCodesInTests();
const codes = modes.map(({ code }) => code);

describe('failure modes', () => {
  it('explain each code of a test title', () => {
    assert.deepEqual(
      [...filesByCode.keys()].filter((code) => !codes.includes(code)),
      [],
    );
  });

  it('each have a test', () => {
    assert.deepEqual(
      codes.filter((code) => !filesByCode.has(code)),
      [],
    );
  });

  it('are listed once', () => {
    assert.deepEqual(codes, [...new Set(codes)]);
  });

  it('name known elements', () => {
    const elements = new Set(modes.flatMap((mode) => mode.elements));
    assert.deepEqual(
      [...elements].filter((name) => !elementNames.includes(name)),
      [],
    );
  });

  it('stand at the end of test titles', () => {
    assert.deepEqual(misplaced, []);
  });

  it('are published on a page that is up to date', () => {
    assert.equal(readFileSync('docs/failure-modes.md', 'utf8'), renderFailureModes(modes, filesByCode));
  });
});
