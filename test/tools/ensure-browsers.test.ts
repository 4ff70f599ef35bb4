import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseBrowserSelection } from '../../tools/machine/browser-selection.ts';

describe('WAYBILL_BROWSERS', () => {
  it('selects all browsers and requires none if it is unset', () => {
    assert.deepEqual(parseBrowserSelection(''), { names: ['chromium', 'firefox', 'webkit'], isRequired: false });
  });

  it('requires the browsers that it names', () => {
    assert.deepEqual(parseBrowserSelection('all'), { names: ['chromium', 'firefox', 'webkit'], isRequired: true });
    assert.deepEqual(parseBrowserSelection('webkit, chromium'), { names: ['webkit', 'chromium'], isRequired: true });
    assert.throws(() => parseBrowserSelection('chrome'), /"chrome" is none of chromium, firefox, webkit, all/);
  });
});

describe('a missing browser', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'waybill-browsers-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes a command into the only folder of the PATH. */
  const command = (name: string, script: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };

  /** Runs ensureBrowsers on a machine with these commands only. */
  const ensure = (wanted: string): { status: number | null; output: string } => {
    const code = `
      process.getuid = () => 0;
      const { ensureBrowsers } = await import(${JSON.stringify(resolve('tools/machine/ensure-browsers.ts'))});
      const { parseBrowserSelection } = await import(${JSON.stringify(resolve('tools/machine/browser-selection.ts'))});
      try { console.log('present:', ensureBrowsers(parseBrowserSelection(${JSON.stringify(wanted)})).join()); }
      catch (error) { console.log('error:', error.message); process.exitCode = 1; }`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
      env: { PATH: folder },
    });
    return { status, output: stdout };
  };

  it('is reported with the command to install it, and the run continues with the others', () => {
    command('chromium', '');
    const { status, output } = ensure('');
    assert.equal(status, 0);
    assert.match(output, /^firefox is missing; to install it: sudo apt-get install firefox-esr$/m);
    assert.match(output, /^present: chromium$/m);
  });

  it('fails the run if it is required, or if no browser is left', () => {
    assert.match(ensure('').output, /error: no browser to test in/);
    command('chromium', '');
    const { status, output } = ensure('chromium,firefox');
    assert.equal(status, 1);
    assert.match(output, /error: required, but missing: firefox/);
  });

  it('is installed with apt, by an alternative package if the first is unknown', () => {
    command(
      'env',
      `
      while [ "$1" != apt-get ]; do shift; done
      echo "$*" >> ${folder}/log
      case "$*" in
        *firefox-esr*) echo 'E: Unable to locate package' >&2; exit 100;;
        *install*firefox*) echo '#!/bin/sh' > ${folder}/firefox; /bin/chmod +x ${folder}/firefox;;
      esac`,
    );
    command('apt-get', '');
    const { status, output } = ensure('firefox');
    assert.equal(status, 0, output);
    assert.match(output, /^present: firefox$/m);
    const calls = readFileSync(join(folder, 'log'), 'utf8').split('\n').filter(Boolean);
    assert.deepEqual(
      calls.map((call) => call.replace(/ -\S+/g, '')),
      ['apt-get update', 'apt-get install firefox-esr', 'apt-get install firefox'],
    );
  });
});
