/**
 * Runs the browser tests:
 *   node tools/test-browser.ts                                     in every browser there is
 *   node tools/test-browser.ts --browsers chromium --files <glob>  other options go to web-test-runner
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureBrowsers } from './browsers/install-browsers.ts';
import { readWanted } from './browsers/wanted-browsers.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--browsers');
const [, list] = at < 0 ? [] : args.splice(at, 2);

try {
  const browsers = ensureBrowsers(readWanted(list));
  console.log(`browsers: ${browsers.join(', ')}`);
  const runner = spawn('web-test-runner', args, {
    stdio: 'inherit',
    env: { ...process.env, WAYBILL_BROWSERS: browsers.join(',') },
  });
  const [code] = (await once(runner, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
