/**
 * Runs the browser tests:
 *   node tools/test-browser.ts                                     in every browser there is
 *   node tools/test-browser.ts --browsers chromium --files <glob>  other options go to web-test-runner
 * How many ran is written, as JSON, to the file that `WAYBILL_TEST_COUNTS` names.
 */
import { writeFileSync } from 'node:fs';
import { ensureBrowsers } from './machine/install-browsers.ts';
import { readWanted } from './machine/wanted-browsers.ts';
import { runBrowsers, tell } from './testing/run-browsers.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--browsers');
const [, list] = at < 0 ? [] : args.splice(at, 2);

try {
  const browsers = ensureBrowsers(readWanted(list));
  console.log(`browsers: ${browsers.join(', ')}`);
  const results = await runBrowsers(browsers, args);
  const { failures, ...counts } = results;
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  if (failures.length > 0) console.log(`failed:\n${tell(results)}`);
  const file = process.env['WAYBILL_TEST_COUNTS'];
  if (file) writeFileSync(file, JSON.stringify(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
