/**
 * Runs the random properties with a fresh seed and more often than `npm test`:
 *   node tools/test-random.ts                                        20 times as often
 *   node tools/test-random.ts --times 100 --seed 7 test/order/*.ts   100 times as often, with a seed, in some files
 * Prints the seed first. A failing property prints its seed and its smallest counterexample. Repeat the run with `--seed`
 * until the fault is fixed. Then keep the counterexample as a named test: after a change of an arbitrary, the same seed
 * produces other values.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isBuildTest } from './testing/test-files.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, times: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const seed = values.seed ?? String(randomInt(2 ** 31));
const hasProperties = (file: string): boolean =>
  !isBuildTest(file) && readFileSync(file, 'utf8').includes('/support/fast-check.ts');
const files = positionals.length > 0 ? positionals : globSync('test/**/*.test.ts').filter(hasProperties);

console.log(`seed ${seed}, ${values.times} times as often`);
const { status } = spawnSync('node', ['--test', ...files], {
  stdio: 'inherit',
  env: { ...process.env, WAYBILL_FAST_CHECK_SEED: seed, WAYBILL_FAST_CHECK_RUNS_FACTOR: values.times },
});
console.log(`to run the same again: node tools/test-random.ts --seed ${seed} --times ${values.times}`);
process.exitCode = status ?? 1;
