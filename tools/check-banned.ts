/** Holds what the linter has no rule for: node tools/check-banned.ts */
import { findBanned } from './rules/banned.ts';
import { readSources, report } from './rules/source-files.ts';
import { findUnawaited } from './rules/unawaited.ts';

const sources = readSources('src/**/*.ts').filter(({ file }) => !/^src\/(cli|server)\//.test(file));
const browserTests = readSources('test/**/*.browser.ts');
report(
  [...sources.flatMap((source) => findBanned(source)), ...browserTests.flatMap((source) => findUnawaited(source))],
  `nothing banned in ${sources.length} files, nothing unawaited in ${browserTests.length} browser tests`,
);
