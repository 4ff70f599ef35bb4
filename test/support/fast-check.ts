/*
 * fast-check with a fixed seed, so that each test run is the same. Tests import this module in place of fast-check.
 * `npm run test:random` (tools/test-random.ts) sets a new seed and multiplies the runs.
 */
import fc from 'fast-check';

/** For a counterexample of another seed, add a test with that example. */
const fixedSeed = 20261123;

const runsFactor = Number(process.env['WAYBILL_FAST_CHECK_RUNS_FACTOR'] ?? 1);

/** The number of runs of a property that needs fewer or more than 100. */
export const runs = (count: number): number => count * runsFactor;

fc.configureGlobal({ seed: Number(process.env['WAYBILL_FAST_CHECK_SEED'] ?? fixedSeed), numRuns: runs(100) });

export { default } from 'fast-check';
