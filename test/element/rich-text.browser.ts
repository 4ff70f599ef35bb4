import { assert } from '@open-wc/testing';
import { html, render } from 'lit';
import { richText } from '../../src/element/rich-text.ts';
import type { Piece } from '../../src/i18n/format.ts';
import { translate, waysToTranslate } from '../support/translate.ts';

const time = (date: string, text: string): string => `<time datetime="${date}">${text}</time>`;

describe('richText', () => {
  let into: HTMLElement;
  const show = (...pieces: Piece[]): void => void render(html`<p ${richText(pieces)}></p>`, into);
  const shown = (): string => into.querySelector('p')?.innerHTML ?? '';
  beforeEach(() => (into = document.createElement('div')));

  it('draws strong runs, and every date as <time> in isolation', () => {
    show(
      { text: 'Arrives ' },
      { text: 'today, ', strong: true },
      { text: 'Mon', date: '2026-11-23', strong: true },
      { text: '.' },
      { text: 'Tue', date: '2026-11-24' },
    );
    const strong = `<strong part="date"><bdi>today, ${time('2026-11-23', 'Mon')}</bdi></strong>`;
    assert.equal(shown(), `Arrives ${strong}.${time('2026-11-24', 'Tue')}`);
  });

  it('text is text', () => {
    show({ text: '<img src=x onerror=alert(1)>' });
    assert.isTrue(into.querySelector('img') === null);
    assert.equal(into.textContent, '<img src=x onerror=alert(1)>');
  });

  it('leaves the nodes alone while it says the same', () => {
    const sentence = (): Piece[] => [{ text: 'Arrives ' }, { text: 'Mon', date: '2026-11-23', strong: true }];
    show(...sentence());
    const nodes = [...(into.querySelector('p')?.childNodes ?? [])];
    show(...sentence());
    assert.isTrue(nodes.every((node, index) => into.querySelector('p')?.childNodes[index] === node));
  });

  it('a script of the page that writes into the element does not end it', () => {
    show({ text: 'Soon' });
    (into.querySelector('p') as HTMLElement).textContent = 'something else';
    show({ text: 'Mon', date: '2026-11-23' });
    assert.equal(shown(), time('2026-11-23', 'Mon'));
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

  for (const way of waysToTranslate) {
    it(`a sentence that was translated (${way}) stays while it says the same, and is replaced as a whole when one word changes`, () => {
      const sentence = (day: string): Piece[] => [{ text: 'Arrives ' }, { text: day, date: '2026-11-23', strong: true }, { text: ' by noon' }];
      show(...sentence('Mon'));
      translate(into, way);
      const translated = shown();
      show(...sentence('Mon'));
      assert.equal(shown(), translated);
      show(...sentence('Tue'));
      assert.equal(shown(), `Arrives <strong part="date"><bdi>${time('2026-11-23', 'Tue')}</bdi></strong> by noon`);
    });
  }
});
