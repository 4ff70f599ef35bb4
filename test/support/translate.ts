/**
 * What a browser's machine translation does to a page: elements of its own stand in the place of text nodes. Each word
 * is its own translation here, in brackets.
 */
export function translate(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.trim() === '' || text.parentElement?.closest('font')) continue;
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstChild?.appendChild(document.createTextNode(`⟦${text.data}⟧`));
    text.replaceWith(font);
  }
}

/** The words of a text as they were before they were translated. */
export function untranslated(text: string): string {
  return text.replaceAll(/[⟦⟧]/g, '');
}
