/** Holds what the linter has no rule for: node tools/check-banned.ts */
import { findBanned } from './rules/banned.ts';
import { readSources, report } from './rules/source-files.ts';
import { findUnsteady } from './rules/test-rules.ts';
import { findUnawaited } from './rules/unawaited.ts';

const sources = readSources('src/**/*.ts').filter(({ file }) => !/^src\/(cli|server)\//.test(file));
const tests = readSources('test/**/*.{ts,mjs}').filter(({ file }) => !file.startsWith('test/pages/vendor/'));
const browserTests = tests.filter(({ file }) => file.endsWith('.browser.ts'));
report(
  [
    ...sources.flatMap((source) => findBanned(source)),
    ...tests.flatMap((source) => findUnsteady(source)),
    ...browserTests.flatMap((source) => findUnawaited(source)),
  ],
  `nothing banned in ${sources.length} files, nothing unsteady in ${tests.length} of tests, nothing unawaited in ${browserTests.length} browser tests`,
);
