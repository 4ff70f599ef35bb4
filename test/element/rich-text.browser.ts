import { assert } from '@open-wc/testing';
import { html, render } from 'lit';
import { richText } from '../../src/element/rich-text.ts';
import type { Piece } from '../../src/i18n/format.ts';
import { translate } from '../support/translate.ts';

const time = (date: string, text: string): string => `<time datetime="${date}">${text}</time>`;

describe('richText', () => {
  let into: HTMLElement;
  const show = (...pieces: Piece[]): void => void render(html`<p>${richText(pieces)}</p>`, into);
  const shown = (): string => into.querySelector('p')?.innerHTML.replaceAll(/<!--.*?-->/g, '') ?? '';
  beforeEach(() => (into = document.createElement('div')));

  it('draws strong runs, and every date as <time> in isolation', () => {
    show(
      { text: 'Arrives ' },
      { text: 'today, ', strong: true },
      { text: 'Mon', date: '2026-11-23', strong: true },
      { text: '.' },
      { text: 'Tue', date: '2026-11-24' },
    );
    const strong = `<strong part="date" class="date"><bdi>today, ${time('2026-11-23', 'Mon')}</bdi></strong>`;
    assert.equal(shown(), `Arrives ${strong}.${time('2026-11-24', 'Tue')}`);
  });

  it('text is text', () => {
    show({ text: '<img src=x onerror=alert(1)>' });
    assert.isTrue(into.querySelector('img') === null);
    assert.equal(into.textContent, '<img src=x onerror=alert(1)>');
  });

  it('writes new words to the nodes that are there', () => {
    show({ text: 'Arrives ' }, { text: 'Mon', date: '2026-11-23', strong: true });
    const nodes = [into.querySelector('p')?.childNodes[1], into.querySelector('time')];
    show({ text: 'Expected ' }, { text: 'Tue', date: '2026-11-24', strong: true });
    assert.equal(shown(), `Expected <strong part="date" class="date"><bdi>${time('2026-11-24', 'Tue')}</bdi></strong>`);
    assert.isTrue(into.querySelector('p')?.childNodes[1] === nodes[0] && into.querySelector('time') === nodes[1]);
  });

  for (const [what, before, after] of [
    ['a date comes', [{ text: 'Soon' }], [{ text: 'Mon', date: '2026-11-23' }]],
    ['a date goes', [{ text: 'Mon', date: '2026-11-23' }], [{ text: 'Mon' }]],
    ['the emphasis changes alone', [{ text: 'Mon', strong: true }], [{ text: 'Mon' }]],
    ['pieces come', [{ text: 'a' }], [{ text: 'a' }, { text: 'b' }]],
    ['pieces go', [{ text: 'a' }, { text: 'b' }], [{ text: 'a' }]],
    ['all goes', [{ text: 'a' }], []],
    ['the date changes behind the same words', [{ text: 'tomorrow', date: '2026-11-23' }], [{ text: 'tomorrow', date: '2026-11-24' }]],
  ] as [string, Piece[], Piece[]][]) {
    it(`${what}: what is shown is as if drawn at once`, () => {
      show(...before);
      show(...after);
      const changed = shown();
      into = document.createElement('div');
      show(...after);
      assert.equal(changed, shown());
    });
  }

  it('a translated sentence stays while it says the same, and is replaced as a whole when one word changes', () => {
    const sentence = (day: string): Piece[] => [{ text: 'Arrives ' }, { text: day, date: '2026-11-23', strong: true }, { text: ' by noon' }];
    show(...sentence('Mon'));
    translate(into);
    show(...sentence('Mon'));
    assert.equal(into.textContent, '⟦Arrives ⟧⟦Mon⟧⟦ by noon⟧');
    show(...sentence('Tue'));
    assert.equal(into.textContent, 'Arrives Tue by noon');
    assert.isTrue(into.querySelector('font') === null);
  });
});
