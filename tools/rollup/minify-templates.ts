import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'rollup';

/** Minifies html`…` and css`…` templates of src/. */
export const minifyTemplates: Plugin = {
  name: 'minify-templates',
  transform: (code, id) =>
    id.includes('/node_modules/')
      ? null
      : minifyHTMLLiterals(code, { fileName: id, html: { removeAttributeQuotes: true } }),
};
