import { noChange } from 'lit';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { textOf } from '../i18n/fill.ts';
import type { Piece } from '../i18n/format.ts';

/**
 * Renders plain nodes and no templates: a listing holds thousands of sentences. Where only words change, they are
 * written to the nodes that are there.
 */
class RichText extends Directive {
  #pieces: readonly Piece[] = [];
  /** What shows each piece. */
  #nodes: readonly (Text | HTMLTimeElement)[] = [];

  override render(pieces: readonly Piece[]): DocumentFragment {
    const sentence = document.createDocumentFragment();
    let run: Node | undefined;
    this.#pieces = pieces;
    this.#nodes = pieces.map((piece) => {
      run = piece.strong ? (run ?? appendStrong(sentence)) : undefined;
      const node = piece.date === undefined ? document.createTextNode('') : document.createElement('time');
      write(node, piece);
      return (run ?? sentence).appendChild(node);
    });
    return sentence;
  }

  override update({ parentNode }: ChildPart, [pieces]: [readonly Piece[]]): unknown {
    const last = this.#pieces;
    const isEach = (holds: (piece: Piece, last: Piece) => boolean): boolean =>
      pieces.length === last.length && pieces.every((piece, index) => holds(piece, last[index]!));
    const isAlike = isEach((a, b) => !a.date === !b.date && !a.strong === !b.strong);
    if (isAlike && isEach((a, b) => a.text === b.text && a.date === b.date)) return noChange;
    // Machine translation puts elements of its own in the place of text nodes: words written to these never show.
    if (!isAlike || parentNode.textContent !== textOf(last)) return this.render(pieces);
    this.#pieces = pieces;
    pieces.forEach((piece, index) => write(this.#nodes[index]!, piece));
    return noChange;
  }
}

function write(node: Text | HTMLTimeElement, { text, date }: Piece): void {
  if (node.textContent !== text) node.textContent = text;
  if (date !== undefined) (node as HTMLTimeElement).dateTime = date;
}

/** What follows of a strong run goes into the element that is returned. */
function appendStrong(sentence: Node): Node {
  const strong = document.createElement('strong');
  strong.setAttribute('part', 'date');
  strong.className = 'date';
  return sentence.appendChild(strong).appendChild(document.createElement('bdi'));
}

/**
 * A sentence with its strong runs and its dates, as the only content of an element; each date is isolated from the
 * direction around it.
 */
export const richText = directive(RichText);
