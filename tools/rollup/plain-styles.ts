import type { Plugin } from 'rollup';

/**
 * Makes style sheets of plain text: css`…` mostly holds messages about what may stand in a template's
 * holes, and ours have none.
 */
export const plainStyles: Plugin = {
  name: 'plain-styles',
  transform(code, id) {
    if (!/\/src\/.*styles\.ts$/.test(id.replaceAll('\\', '/'))) return null;
    const plain = code
      .replace("import { css } from '@lit/reactive-element'", "import { unsafeCSS } from '@lit/reactive-element'")
      .replace(/\bcss(`[^`$]*`)/g, 'unsafeCSS($1)');
    return { code: plain, map: null };
  },
};
