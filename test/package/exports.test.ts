import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { elementNames } from '../support/element-names.ts';
import { exportedFiles, modules, packageJson } from './package-json.ts';

/** Runs a module in a Node of its own and returns what it prints. */
function runInNode(code: string): string {
  const { status, stdout, stderr } = spawnSync('node', ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

describe('exports', () => {
  it('lead to files that are there', () => {
    const exported = exportedFiles();
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/de/estimate'));
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/de/estimate.js'));
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/de/order'));
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/de/order.js'));
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/en/cancel'));
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/de/cancel'));
    assert.ok(exported.some(({ name }) => name === 'waybill/locales/de/cancel.js'));
    assert.ok(exported.some(({ name }) => name === 'waybill/cdn/locales/de/estimate.iife.js'));
    for (const { name, files } of exported) {
      for (const file of files) assert.ok(existsSync(file), `${name} leads to ${file}`);
    }
  });

  it('have types', () => {
    for (const [name, target] of Object.entries(packageJson.exports)) {
      const isModule = typeof target !== 'string';
      assert.equal(isModule, !/\.json$|schema|cdn/.test(name), name);
      if (isModule) assert.match(target.types, /\.d\.ts$/, name);
    }
  });

  for (const name of modules) {
    it(`${name} can be imported in bare Node`, () => {
      assert.equal(runInNode(`await import('${name}'); console.log('imported')`), 'imported');
    });
  }

  for (const name of modules.filter((each) => !each.endsWith('/define'))) {
    it(`${name} registers nothing`, () => {
      const probe = `
        const defined = [];
        globalThis.customElements = { get() {}, define: (tag) => defined.push(tag) };
        await import('${name}');
        console.log(defined.length);`;
      assert.equal(runInNode(probe), '0');
    });
  }

  it('waybill/define registers every element', () => {
    const probe = `
      const defined = [];
      globalThis.customElements = { get() {}, define: (tag) => defined.push(tag) };
      await import('waybill/define');
      console.log(defined.join());`;
    assert.deepEqual(
      runInNode(probe).split(',').toSorted(),
      elementNames.map((name) => `waybill-${name}`),
    );
  });

  it('VERSION is the version of the package', () => {
    assert.equal(runInNode(`console.log((await import('waybill')).VERSION)`), packageJson.version);
  });

  it('the command is there and starts', (context) => {
    const file = packageJson.bin['waybill'] ?? '';
    if (!existsSync('src/cli/waybill.ts')) return context.skip('no command yet');
    assert.match(readFileSync(file, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    assert.equal(spawnSync('node', [file, '--help']).status, 0);
  });

  it('publint has nothing to say', async () => {
    const { messages, pkg } = await publint({ pkgDir: '.', strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });
});
