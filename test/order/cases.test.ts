import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { describeCase, findDifferences, type SummaryCase } from './support/summary-case.ts';

const readCases = (name: string): SummaryCase[] =>
  readFileSync(new URL(`cases/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SummaryCase);

describe('known cases', () => {
  for (const summaryCase of readCases('known')) {
    it(`${summaryCase.why ?? 'a parcel has the status that its scans show'} (${summaryCase.id})`, () => {
      assert.deepEqual(findDifferences(summaryCase.expected, describeCase(summaryCase)), []);
    });
  }
});

/**
 * Decided otherwise (docs/order-model.md, "The order summary"):
 * - g111: the headline names a lost parcel before another one that is out for delivery
 * - g254: an adjustment cancels the only line of the parcel, so nothing of it is late or silent
 */
const decidedOtherwise = ['g111', 'g254'];

describe('random cases of another implementation', () => {
  it('have the expected summaries', () => {
    const differing = readCases('generated').flatMap((summaryCase) => {
      const differences = findDifferences(summaryCase.expected, describeCase(summaryCase));
      return differences.length > 0 && !decidedOtherwise.includes(summaryCase.id)
        ? [[summaryCase.id, differences]]
        : [];
    });
    assert.deepEqual(differing, []);
  });
});
