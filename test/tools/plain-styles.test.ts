import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { plainStyles } from '../../tools/rollup/plain-styles.ts';

const { transform } = plainStyles as unknown as { transform: (code: string, id: string) => { code: string } | null };

describe('plain styles', () => {
  it('import and call what they need, and no template', () => {
    const file = new URL('../../src/element/base-styles.ts', import.meta.url);
    const before = readFileSync(file, 'utf8');
    const after = transform(before, file.pathname)?.code ?? '';
    assert.doesNotMatch(after, /\bcss\b/);
    assert.equal(after.replaceAll('unsafeCSS(', 'css').replaceAll('unsafeCSS', 'css').replace('`)', '`'), before);
  });
});
