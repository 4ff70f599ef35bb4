import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { estimateCollection, estimateShipment, matchZone } from '../../src/estimate/index.ts';
import type { CollectionQuery, ShipmentQuery, ZoneQuery } from '../../src/estimate/index.ts';

/** A line of cases/hand.jsonl. The expected results are computed by hand, not by the code under test. */
type Case = { id: string; why: string; expected: unknown } & (
  | { kind: 'ship'; input: ShipmentQuery }
  | { kind: 'collect'; input: CollectionQuery }
  | { kind: 'zone'; input: ZoneQuery }
);

const cases = readFileSync(new URL('./cases/hand.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Case);

function runCase(test: Case): unknown {
  switch (test.kind) {
    case 'ship':
      return estimateShipment(test.input);
    case 'collect':
      return estimateCollection(test.input);
    case 'zone':
      return matchZone(test.input);
  }
}

describe('the hand-computed cases', () => {
  it('are complete and have unique ids', () => {
    assert.equal(cases.length, 99);
    assert.equal(new Set(cases.map(({ id }) => id)).size, 99);
  });

  for (const test of cases) {
    it(`${test.id}: ${test.why}`, () => {
      assert.deepEqual(runCase(test), test.expected);
    });
  }
});
