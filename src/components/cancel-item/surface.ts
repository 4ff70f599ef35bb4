/**
 * The colour that lies behind an element, for a dialog that has left it: a page is not asked whether it is dark.
 * `undefined` where nothing paints it: that is the browser's own canvas.
 */
export function surfaceBehind(element: Element): string | undefined {
  for (let each: Element | null = element; each; each = parentOf(each)) {
    const { backgroundColor } = getComputedStyle(each);
    // Written with an alpha where it is not opaque.
    if (!/^rgba|\//.test(backgroundColor) && backgroundColor !== 'transparent') return backgroundColor;
  }
  return undefined;
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
