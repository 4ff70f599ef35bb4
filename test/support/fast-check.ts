/*
 * The one door to fast-check: every property runs with one seed, so that a run says the same as the one before.
 * `npm run test:random` (tools/test-random.ts) sets a fresh seed, and lets more runs be made.
 */
import fc from 'fast-check';

/** Chosen once. A property that fails with another seed is kept as a named test, not by its seed. */
const fixedSeed = 20261123;

const times = Number(process.env['WAYBILL_RANDOM_TIMES'] ?? 1);

/** How often a property is tried that is tried less or more often than is usual. */
export const runs = (count: number): number => count * times;

fc.configureGlobal({ seed: Number(process.env['WAYBILL_RANDOM_SEED'] ?? fixedSeed), numRuns: runs(100) });

export { default } from 'fast-check';
