import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { elementNames } from '../support/element-names.ts';

const readAll = (pattern: string): string =>
  globSync(pattern)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

/** Text of a group in all matches. */
const findAll = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

for (const name of elementNames) {
  const sources = readAll(`src/components/${name}/*.ts`);
  const shared = unique(findAll(sources, /from '\.\.\/shared\/([\w-]+-styles)\.ts'/g));
  const styles = `${readAll(`src/components/${name}/*.styles.ts`)}${shared.map((file) => readAll(`src/components/shared/${file}.ts`)).join('\n')}`;
  // `@csspart steps - The list of steps. Also \`steps-compact\`.`
  const documented = sources
    .split('@csspart ')
    .slice(1)
    .flatMap((text) => text.split(' @')[0]?.match(/^[\w-]+|(?<=`)[\w-]+(?=`)/g) ?? []);

  describe(`the JSDoc of ${name}`, () => {
    it('has every custom property that the styles read', () => {
      assert.deepEqual(
        findAll(sources, /@cssproperty \[?([\w-]+)/g).toSorted(),
        unique(findAll(styles, /var\((--waybill-[\w-]+)/g)),
      );
    });

    it('has the defaults of the styles', () => {
      for (const [, property = '', value = ''] of sources.matchAll(/@cssproperty \[([\w-]+)=([^\]]+)\]/g))
        assert.ok(styles.includes(`var(${property}, ${value})`), `${property}: ${value}`);
    });

    it('has every part of the templates', () => {
      const parts = findAll(sources, /\bpart="([\w -]+)"/g).flatMap((part) => part.split(' '));
      assert.deepEqual(
        unique(parts).filter((part) => !documented.includes(part)),
        [],
      );
    });
  });
}
