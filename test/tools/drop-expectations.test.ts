import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { dropExpectations } from '../../tools/rollup/drop-expectations.ts';

const { transform } = dropExpectations as unknown as { transform: (code: string, id: string) => { code: string } | null };

function dropped(file: string): { before: string; after: string } {
  const before = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return { before, after: transform(before, `/project/${file}`)?.code ?? '' };
}

const sentences = (code: string): string[] => [...code.matchAll(/"([^"]*)"/g)].flatMap(([, text = '']) => (text.includes(' ') ? text : []));

describe('dropping what was expected', () => {
  for (const file of ['src/contract/checks.ts', 'src/contract/order-checks.ts']) {
    it(`leaves no words in ${file}, and every word of the wire`, () => {
      const { before, after } = dropped(file);
      assert.ok(sentences(before).length > 10);
      assert.deepEqual(sentences(after), []);
      assert.deepEqual(after.match(/oneOf\([^)]*\)/g), before.match(/oneOf\([^)]*\)/g));
      assert.deepEqual(after.match(/\/\^.*?\$\//g), before.match(/\/\^.*?\$\//g));
    });
  }

  it('leaves one message in the functions that the checks call', () => {
    const { after } = dropped('src/contract/checker.ts');
    const code = after.replace(/\/\*[^]*?\*\//g, '');
    const texts = code.match(/(?<=, )'[a-z ]+'(?=\))|`[^`$]+ .*?`|(?<=message: )'.*?'/g);
    assert.deepEqual(texts, ["'unknown field'", "'not as expected'"]);
  });

  it('leaves one message in what is put right beyond them', () => {
    const { before, after } = dropped('src/contract/order-repair.ts');
    assert.equal(before.match(/'expected /g)?.length, before.match(/ warn\('/g)?.length);
    assert.deepEqual(after.match(/'[^']*expected[^']*'/g), ["'not as expected'"]);
  });

  it('leaves other files as they are', () => {
    assert.equal(transform('refuse(issues, path, "text")', '/project/src/contract/salvage.ts'), null);
  });
});
