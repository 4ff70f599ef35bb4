import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findImports } from './find-imports.ts';
import { packageJson } from './package-json.ts';

const { dependencies, devDependencies, peerDependencies } = packageJson;
const demoPackage = JSON.parse(readFileSync('demo/package.json', 'utf8')) as { dependencies: Record<string, string> };

/** Packages that the built modules, and the types for a shop, import. */
function importedPackages(): Set<string> {
  const files = globSync('dist/**/*.{js,d.ts}', { exclude: ['dist/cdn/**'] });
  const importsByFile = files.map((file) => ({ file, froms: findImports(file, readFileSync(file, 'utf8')) }));
  // The command line loads the language packs of its own package by their folder.
  const computed = importsByFile.filter(({ froms }) => froms.includes('(computed)')).map(({ file }) => file);
  assert.deepEqual(computed, ['dist/cli/load-messages.js']);
  const froms = importsByFile.flatMap((each) => each.froms).filter((from) => from !== '(computed)');
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
    const { waybill, ...demoDependencies } = demoPackage.dependencies;
    assert.equal(waybill, 'file:..');
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...demoDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
  });

  it('are locked by hash, wherever they come from', () => {
    const lock = readFileSync('package-lock.json', 'utf8');
    assert.doesNotMatch(lock, /"resolved": "\w+:/);
    type LockedPackage = { integrity?: string; version?: string; link?: boolean };
    const { packages } = JSON.parse(lock) as { packages: Record<string, LockedPackage> };
    const unlocked = Object.entries(packages).filter(([, { integrity, link }]) => !integrity && !link);
    // The package itself and the workspace of the demo shops.
    assert.deepEqual(
      unlocked.map(([path]) => path),
      ['', 'demo'],
    );
    assert.equal(packages['']?.version, packageJson.version);
  });
});
