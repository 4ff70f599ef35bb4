import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

describe('tarball', () => {
  it('holds what was built and what a reader needs, nothing else', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
    const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
    const paths = packed?.files.map(({ path }) => path) ?? [];
    const top = paths.filter((path) => !path.startsWith('dist/')).sort();
    assert.deepEqual(top, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    for (const path of ['dist/index.js', 'dist/define.d.ts', 'dist/cdn/waybill.js', 'dist/custom-elements.json']) {
      assert.ok(paths.includes(path), path);
    }
  });
});
