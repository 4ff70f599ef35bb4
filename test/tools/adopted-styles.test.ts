import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { adoptedStyles } from '../../tools/rollup/adopted-styles.ts';

const load = adoptedStyles.load as unknown as (id: string) => string | null;
const path = new URL('../../node_modules/@lit/reactive-element/css-tag.js', import.meta.url).pathname;

class Sheet {
  text = '';
  replaceSync(text: string): void {
    this.text = text;
  }
}

describe('adopted styles', () => {
  it('have all that the package exports, by the same names', () => {
    const names = readFileSync(path, 'utf8').match(/export\{(.*?)\}/)?.[1]?.split(',').map((each) => each.split(' as ')[1]);
    const ours = load(path)?.match(/(?<=export const )\w+/g);
    assert.deepEqual(ours?.toSorted(), names?.toSorted());
  });

  it('take templates, sheets, and what another copy of the package made', async () => {
    const scope = globalThis as { CSSStyleSheet?: unknown };
    scope.CSSStyleSheet = Sheet;
    const { css, getCompatibleStyle, adoptStyles } = await import(`data:text/javascript,${encodeURIComponent(load(path) ?? '')}`);
    const own = css`p { margin: 0 }`;
    delete scope.CSSStyleSheet;
    const foreign = { styleSheet: new Sheet() };
    assert.equal(own.text, 'p { margin: 0 }');
    const root = { adoptedStyleSheets: [] };
    adoptStyles(root, [own, foreign].map(getCompatibleStyle));
    assert.deepEqual(root.adoptedStyleSheets, [own, foreign.styleSheet]);
  });

  it('leave other files alone', () => assert.equal(load('/src/element/base-styles.ts'), null));
});
