/**
 * Runs the tests that need no browser and no build:
 *   node tools/test-unit.ts                                      all files
 *   node tools/test-unit.ts test/estimate/match-zone.test.ts     one file; options go to node --test
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { isBuildTest } from './testing/test-files.ts';

const given = process.argv.slice(2);
const options = given.filter((argument) => argument.startsWith('-'));
const files = given.filter((argument) => !argument.startsWith('-'));
const all = (): string[] => globSync('test/**/*.test.ts').filter((file) => !isBuildTest(file));
const { status } = spawnSync('node', ['--test', ...options, ...(files.length > 0 ? files : all())], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
