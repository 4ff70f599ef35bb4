import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readSource } from '../../tools/rules/read-source.ts';
import { packageJson } from './package-json.ts';

const { dependencies, devDependencies, peerDependencies } = packageJson;

/** Packages that the built modules, and the types for a shop, import. */
function importedPackages(): Set<string> {
  const files = globSync('dist/**/*.{js,d.ts}', { exclude: ['dist/cdn/**'] });
  const froms = files.flatMap((file) => readSource(file, readFileSync(file, 'utf8')).imports.map(({ from }) => from));
  const packages = froms.flatMap((from) => /^(?!\.|node:)(@[^/]+\/[^/]+|[^/]+)/.exec(from)?.[0] ?? []);
  return new Set(packages);
}

describe('dependencies', () => {
  it('are what the built modules import, no more and no less', () => {
    assert.deepEqual([...importedPackages()].sort(), Object.keys({ ...dependencies, ...peerDependencies }).sort());
  });

  it('that only some shops need are theirs to install, and tested in one version', () => {
    for (const name of Object.keys(peerDependencies)) {
      assert.deepEqual(packageJson.peerDependenciesMeta[name], { optional: true });
      assert.ok(name in devDependencies, name);
    }
  });

  it('are pinned', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
  });

  it('are locked by hash, wherever they come from', () => {
    const lock = readFileSync('package-lock.json', 'utf8');
    assert.doesNotMatch(lock, /"resolved"/);
    const { packages } = JSON.parse(lock) as { packages: Record<string, { integrity?: string; version: string }> };
    const unlocked = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    assert.deepEqual(unlocked, []);
    assert.equal(packages['']?.version, packageJson.version);
  });
});
