import { noChange } from 'lit';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';
import type { TextRun } from '../../i18n/formatter.ts';

/**
 * Owns the content of an element. It creates nodes without templates, because a listing has thousands of sentences. A
 * changed sentence replaces all nodes: machine translation swaps nodes, and text written to the old ones would not show.
 */
class RichText extends Directive {
  /** Identifies the rendered sentence. */
  #renderedKey: string | undefined;

  override render(_runs: readonly TextRun[]): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [runs]: [readonly TextRun[]]): unknown {
    const key = runs.map(({ text, date, strong }) => `${strong} ${date} ${text}`).join('\n');
    if (key === this.#renderedKey) return noChange;
    if (this.#renderedKey !== undefined) tint(element);
    this.#renderedKey = key;
    const sentence = document.createDocumentFragment();
    let strongNode: Node | undefined;
    for (const { text, date, strong, isIsolated } of runs) {
      strongNode = strong ? (strongNode ?? appendStrong(sentence)) : undefined;
      const node = strongNode ?? sentence;
      if (date !== undefined) node.appendChild(createTime(date, text));
      else if (isIsolated) node.appendChild(document.createElement('bdi')).textContent = text;
      else node.appendChild(document.createTextNode(text));
    }
    element.replaceChildren(sentence);
    return noChange;
  }
}

/** Gives a sentence that has changed a short tint. A `steady` one changes with the time alone, and has none. */
function tint(element: Element): void {
  if (element.matches('.steady') || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  element.animate({ backgroundColor: ['color-mix(in srgb, currentColor 16%, transparent)', 'transparent'] }, 400);
}

function createTime(date: string, text: string): HTMLTimeElement {
  const time = document.createElement('time');
  time.dateTime = date;
  time.textContent = text;
  return time;
}

/** Returns the node for the text of adjacent strong runs. */
function appendStrong(sentence: Node): Node {
  const strong = document.createElement('strong');
  strong.setAttribute('part', 'date');
  return sentence.appendChild(strong).appendChild(document.createElement('bdi'));
}

/** Renders text runs as the content of an element: `<p ${richText(runs)}></p>`. Strong runs are part `date`, dates are `<time>`. */
export const richText: (runs: readonly TextRun[]) => DirectiveResult = directive(RichText);
