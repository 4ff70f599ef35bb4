import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSource } from '../../tools/rules/read-source.ts';
import { findUnusedExports } from '../../tools/rules/unused-exports.ts';

/** `file:line message` of each finding; src/index.ts is the entry. */
function find(files: Record<string, string>): string[] {
  const sources = Object.entries(files).map(([file, text]) => readSource(file, text));
  return findUnusedExports(sources, (file) => file === 'src/index.ts').map(
    ({ file, line, message }) => `${file}:${line} ${message}`,
  );
}

describe('unused exports', () => {
  it('finds an export that nobody imports', () => {
    assert.deepEqual(find({ 'src/index.ts': `import { a } from './a.ts';`, 'src/a.ts': `export const a = 1;\nexport const b = 2;` }), [
      'src/a.ts:2 exports b, which no file imports',
    ]);
  });

  it('finds a file that nobody imports, and a default export', () => {
    assert.deepEqual(find({ 'src/index.ts': `import './b.ts';`, 'src/a.ts': ``, 'src/b.ts': `export default 1;` }), [
      'src/a.ts:1 is imported by no file',
      'src/b.ts:1 exports default, which no file imports',
    ]);
  });

  it('lets types be exported that an export of their file speaks of', () => {
    const text = 'export type Used = 1;\nexport type Unused = 2;\nexport function a(): Used { return 1; }';
    assert.deepEqual(find({ 'src/index.ts': `import { a } from './a.ts';`, 'src/a.ts': text }), [
      'src/a.ts:2 exports Unused, which no file imports',
    ]);
  });

  it('counts re-exports, types, namespaces and dynamic imports as use', () => {
    const index = `
      export { a } from './a.ts';
      import type { B } from './b.ts';
      import * as all from './c.ts';
      const late = await import('./d.ts');
      export * from './e.ts';`;
    const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`src/${name}.ts`, `export type ${name.toUpperCase()} = 1;`]));
    assert.deepEqual(find({ ...files, 'src/index.ts': index, 'src/a.ts': 'export const a = 1;' }), []);
  });
});
