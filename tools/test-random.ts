/**
 * Runs the files with random properties with a fresh seed, and every property many times as often as `npm test`:
 *   node tools/test-random.ts                                        20 times as often
 *   node tools/test-random.ts --times 100 --seed 7 test/order/*.ts   so often, with this seed, in these files
 * It prints the seed first. A property that fails prints its seed, the path to its smallest counterexample, and
 * that counterexample. Run with `--seed` again until the cause is mended. Then keep the counterexample itself as a
 * named test: a seed means something else as soon as an arbitrary changes.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isAfterBuild } from './testing/test-files.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, times: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const seed = values.seed ?? String(randomInt(2 ** 31));
const hasProperties = (file: string): boolean => !isAfterBuild(file) && readFileSync(file, 'utf8').includes('/support/fast-check.ts');
const files = positionals.length > 0 ? positionals : globSync('test/**/*.test.ts').filter(hasProperties);

console.log(`seed ${seed}, ${values.times} times as often`);
const { status } = spawnSync('node', ['--test', ...files], {
  stdio: 'inherit',
  env: { ...process.env, WAYBILL_RANDOM_SEED: seed, WAYBILL_RANDOM_TIMES: values.times },
});
console.log(`to run the same again: node tools/test-random.ts --seed ${seed} --times ${values.times}`);
process.exitCode = status ?? 1;
