import type { Plugin } from 'rollup';

/**
 * What elements need of Lit's css-tag.js in browsers that adopt style sheets, which all do that can run
 * the elements. Subclasses of a page may bring sheets, or results of Lit's own css`…`.
 */
const source = `
  export const css = ([text]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  };
  export const getCompatibleStyle = (style) => style.styleSheet ?? style;
  export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
  export const unsafeCSS = (text) => css([text]);
  export const CSSResult = CSSStyleSheet;
  export const supportsAdoptingStyleSheets = true;
`;

/** Leaves out of script-tag files what Lit does for browsers without such sheets, and its advice. */
export const adoptedStyles: Plugin = {
  name: 'adopted-styles',
  load: (id) => (id.replaceAll('\\', '/').endsWith('/@lit/reactive-element/css-tag.js') ? source : null),
};
