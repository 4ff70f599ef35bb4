import type { Plugin } from 'rollup';

/**
 * What elements need of Lit's css-tag.js: sheets that are adopted, and where a page has taken those away,
 * `<style>` elements with the nonce that the page has set.
 */
const source = `
  const canAdopt = 'adoptedStyleSheets' in Document.prototype;
  export const css = ([cssText]) => {
    const styleSheet = canAdopt ? new CSSStyleSheet() : undefined;
    styleSheet?.replaceSync(cssText);
    return { cssText, styleSheet };
  };
  export const getCompatibleStyle = (style) => style;
  export const adoptStyles = (root, styles) => {
    if (canAdopt) {
      root.adoptedStyleSheets = styles.map((style) => style.styleSheet ?? style);
      return;
    }
    for (const { cssText } of styles) {
      const style = document.createElement('style');
      if (globalThis.litNonce) style.nonce = globalThis.litNonce;
      style.textContent = cssText;
      root.append(style);
    }
  };
  export const unsafeCSS = (text) => css([text]);
  export const CSSResult = Object;
  export const supportsAdoptingStyleSheets = canAdopt;
`;

/** Leaves out of script-tag files what Lit does for template holes and for older browsers, and its advice. */
export const adoptedStyles: Plugin = {
  name: 'adopted-styles',
  load: (id) => (id.replaceAll('\\', '/').endsWith('/@lit/reactive-element/css-tag.js') ? source : null),
};
