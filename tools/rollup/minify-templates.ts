import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'rollup';

/** Minifies the html`…` and css`…` templates of our own modules. */
export const minifyTemplates: Plugin = {
  name: 'minify-templates',
  transform: (code, id) => (id.includes('/node_modules/') ? null : minifyHTMLLiterals(code, { fileName: id, html: { removeAttributeQuotes: true } })),
};
