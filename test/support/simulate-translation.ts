/**
 * Ways in which scripts rewrite text nodes. Machine translation replaces them by elements (`replaced`), wraps them
 * (`wrapped`) or empties them beside elements (`emptied`), also for equal words (`same words`). Highlighters split them
 * (`split`).
 */
export const translationModes = ['replaced', 'wrapped', 'emptied', 'same words', 'split'] as const;

type TranslationMode = (typeof translationModes)[number];

/** Rewrites all text below a node. The translation of a text is the text in brackets. */
export function simulateTranslation(root: Node, mode: TranslationMode = 'replaced'): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.trim() !== '' && !text.parentElement?.closest('font')) rewrite(text, mode);
  }
}

function rewrite(text: Text, mode: TranslationMode): void {
  const font = document.createElement('font');
  const inner = font.appendChild(document.createElement('font'));
  inner.textContent = mode === 'same words' ? text.data : `⟦${text.data}⟧`;
  if (mode === 'split') {
    text.splitText(Math.ceil(text.length / 2));
  } else if (mode === 'emptied') {
    text.after(font);
    text.data = '';
  } else {
    text.replaceWith(font);
    if (mode === 'wrapped') inner.replaceChildren('⟦', text, '⟧');
  }
}

/** Removes the brackets of a translation. */
export function stripTranslationMarks(text: string): string {
  return text.replaceAll(/[⟦⟧]/g, '');
}
