/**
 * What scripts that rewrite a page's text do to its text nodes. Machine translation puts elements of its own in their
 * place (`replaced`), around them (`wrapped`) or beside them (`emptied`), also where the words are the same in both
 * languages (`same words`); highlighters cut them in two (`split`).
 */
export const waysToTranslate = ['replaced', 'wrapped', 'emptied', 'same words', 'split'] as const;

type Way = (typeof waysToTranslate)[number];

/** Rewrites all text below a node. A word is translated by brackets around it. */
export function translate(root: Node, way: Way = 'replaced'): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.trim() !== '' && !text.parentElement?.closest('font')) rewrite(text, way);
  }
}

function rewrite(text: Text, way: Way): void {
  const font = document.createElement('font');
  const inner = font.appendChild(document.createElement('font'));
  inner.textContent = way === 'same words' ? text.data : `⟦${text.data}⟧`;
  if (way === 'split') {
    text.splitText(Math.ceil(text.length / 2));
  } else if (way === 'emptied') {
    text.after(font);
    text.data = '';
  } else {
    text.replaceWith(font);
    if (way === 'wrapped') inner.replaceChildren('⟦', text, '⟧');
  }
}

/** The words of a text as they were before they were translated. */
export function untranslated(text: string): string {
  return text.replaceAll(/[⟦⟧]/g, '');
}
