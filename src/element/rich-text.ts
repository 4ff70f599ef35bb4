import { noChange } from 'lit';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';
import type { Piece } from '../i18n/format.ts';

/**
 * Owns the content of an element: plain nodes and no templates, because a listing holds thousands of sentences. A
 * sentence that changes is replaced as a whole. Machine translation puts nodes of its own in the place of ours, and
 * words written to the old ones would never show.
 */
class RichText extends Directive {
  /** What tells the sentence that is shown from others. */
  #shown: string | undefined;

  override render(_pieces: readonly Piece[]): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [pieces]: [readonly Piece[]]): unknown {
    const shown = pieces.map(({ text, date, strong }) => `${strong} ${date} ${text}`).join('\n');
    if (shown === this.#shown) return noChange;
    this.#shown = shown;
    const sentence = document.createDocumentFragment();
    let run: Node | undefined;
    for (const { text, date, strong } of pieces) {
      run = strong ? (run ?? appendStrong(sentence)) : undefined;
      (run ?? sentence).appendChild(date === undefined ? document.createTextNode(text) : createTime(date, text));
    }
    element.replaceChildren(sentence);
    return noChange;
  }
}

function createTime(date: string, text: string): HTMLTimeElement {
  const time = document.createElement('time');
  time.dateTime = date;
  time.textContent = text;
  return time;
}

/** What follows of a strong run goes into the element that is returned. */
function appendStrong(sentence: Node): Node {
  const strong = document.createElement('strong');
  strong.setAttribute('part', 'date');
  return sentence.appendChild(strong).appendChild(document.createElement('bdi'));
}

/**
 * A sentence with its strong runs and its dates, as the content of an element: `<p ${richText(pieces)}></p>`. Each date
 * is isolated from the direction around it.
 */
export const richText: (pieces: readonly Piece[]) => DirectiveResult = directive(RichText);
