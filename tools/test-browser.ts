/**
 * Runs the browser tests:
 *   node tools/test-browser.ts                                     in every installed browser
 *   node tools/test-browser.ts --browsers chromium --files <glob>  other options go to web-test-runner
 * Writes the number of tests as JSON to the file `WAYBILL_TEST_COUNTS`.
 */
import { writeFileSync } from 'node:fs';
import { ensureBrowsers } from './machine/ensure-browsers.ts';
import { parseBrowserSelection } from './machine/browser-selection.ts';
import { runBrowsers, formatFailures } from './testing/run-browsers.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--browsers');
const [, list] = at < 0 ? [] : args.splice(at, 2);

try {
  const browsers = ensureBrowsers(parseBrowserSelection(list));
  console.log(`browsers: ${browsers.join(', ')}`);
  const results = await runBrowsers(browsers, args);
  const { failures, ...counts } = results;
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  if (failures.length > 0) console.log(`failed:\n${formatFailures(results)}`);
  const file = process.env['WAYBILL_TEST_COUNTS'];
  if (file) writeFileSync(file, JSON.stringify(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
