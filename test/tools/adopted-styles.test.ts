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

type Styles = {
  css: (text: TemplateStringsArray) => { styleSheet: Sheet };
  getCompatibleStyle: (style: object) => object;
  adoptStyles: (root: object, styles: object[]) => void;
};

/** As a browser with these globals would load it; they stay, as a browser's do. */
async function loadIn(globals: object, browser: string): Promise<Styles> {
  Object.defineProperties(globalThis, Object.fromEntries(Object.entries(globals).map(([name, value]) => [name, { value, configurable: true }])));
  return (await import(`data:text/javascript,${encodeURIComponent(load(path) ?? '')}//${browser}`)) as Styles;
}

describe('adopted styles', () => {
  it('have all that the package exports, by the same names', () => {
    const names = readFileSync(path, 'utf8').match(/export\{(.*?)\}/)?.[1]?.split(',').map((each) => each.split(' as ')[1]);
    const ours = load(path)?.match(/(?<=export const )\w+/g);
    assert.deepEqual(ours?.toSorted(), names?.toSorted());
  });

  it('take templates, sheets, and what another copy of the package made', async () => {
    const { css, getCompatibleStyle, adoptStyles } = await loadIn({ CSSStyleSheet: Sheet, Document: { prototype: { adoptedStyleSheets: [] } } }, 'new');
    const own = css`p { margin: 0 }`;
    const foreign = { styleSheet: new Sheet() };
    assert.equal(own.styleSheet.text, 'p { margin: 0 }');
    const root = { adoptedStyleSheets: [] };
    adoptStyles(root, [own, foreign].map(getCompatibleStyle));
    assert.deepEqual(root.adoptedStyleSheets, [own.styleSheet, foreign.styleSheet]);
  });

  it('become elements with the page\'s nonce where sheets cannot be adopted', async () => {
    const document = { createElement: () => ({}) };
    const { css, adoptStyles } = await loadIn({ Document: { prototype: {} }, document, litNonce: 'n1' }, 'old');
    const appended: object[] = [];
    adoptStyles({ append: (style: object) => appended.push(style) }, [css`p { margin: 0 }`]);
    assert.deepEqual(appended, [{ nonce: 'n1', textContent: 'p { margin: 0 }' }]);
  });

  it('leave other files alone', () => assert.equal(load('/src/element/base-styles.ts'), null));
});
