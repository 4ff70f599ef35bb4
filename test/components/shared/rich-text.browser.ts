import { assert } from '@open-wc/testing';
import { html, render } from 'lit';
import { richText } from '../../../src/components/shared/rich-text.ts';
import type { TextRun } from '../../../src/i18n/formatter.ts';
import { simulateTranslation, translationModes } from '../../support/simulate-translation.ts';

const time = (date: string, text: string): string => `<time datetime="${date}">${text}</time>`;

describe('richText', () => {
  let container: HTMLElement;
  const renderRuns = (...runs: TextRun[]): void => void render(html`<p ${richText(runs)}></p>`, container);
  const getHtml = (): string => container.querySelector('p')?.innerHTML ?? '';
  beforeEach(() => (container = document.createElement('div')));

  it('renders strong runs, and dates as <time>', () => {
    renderRuns(
      { text: 'Arrives ' },
      { text: 'today, ', strong: true },
      { text: 'Mon', date: '2026-11-23', strong: true },
      { text: '.' },
      { text: 'Tue', date: '2026-11-24' },
    );
    const strong = `<strong part="date"><bdi>today, ${time('2026-11-23', 'Mon')}</bdi></strong>`;
    assert.equal(getHtml(), `Arrives ${strong}.${time('2026-11-24', 'Tue')}`);
  });

  it('renders markup as text', () => {
    renderRuns({ text: '<img src=x onerror=alert(1)>' });
    assert.isTrue(container.querySelector('img') === null);
    assert.equal(container.textContent, '<img src=x onerror=alert(1)>');
  });

  it('keeps the nodes of an equal sentence', () => {
    const sentence = (): TextRun[] => [{ text: 'Arrives ' }, { text: 'Mon', date: '2026-11-23', strong: true }];
    renderRuns(...sentence());
    const nodes = [...(container.querySelector('p')?.childNodes ?? [])];
    renderRuns(...sentence());
    assert.isTrue(nodes.every((node, index) => container.querySelector('p')?.childNodes[index] === node));
  });

  it('renders after a script of the page has changed the nodes', () => {
    renderRuns({ text: 'Soon' });
    (container.querySelector('p') as HTMLElement).textContent = 'something else';
    renderRuns({ text: 'Mon', date: '2026-11-23' });
    assert.equal(getHtml(), time('2026-11-23', 'Mon'));
  });

  for (const [what, before, after] of [
    ['a date is added', [{ text: 'Soon' }], [{ text: 'Mon', date: '2026-11-23' }]],
    ['a date is removed', [{ text: 'Mon', date: '2026-11-23' }], [{ text: 'Mon' }]],
    ['only the emphasis changes', [{ text: 'Mon', strong: true }], [{ text: 'Mon' }]],
    ['a run is added', [{ text: 'a' }], [{ text: 'a' }, { text: 'b' }]],
    ['a run is removed', [{ text: 'a' }, { text: 'b' }], [{ text: 'a' }]],
    ['all runs are removed', [{ text: 'a' }], []],
    [
      'the date of an equal text changes',
      [{ text: 'tomorrow', date: '2026-11-23' }],
      [{ text: 'tomorrow', date: '2026-11-24' }],
    ],
  ] as [string, TextRun[], TextRun[]][]) {
    it(`${what}: an update renders the same as a first render`, () => {
      renderRuns(...before);
      renderRuns(...after);
      const changed = getHtml();
      container = document.createElement('div');
      renderRuns(...after);
      assert.equal(changed, getHtml());
    });
  }

  for (const mode of translationModes) {
    it(`a translated sentence (${mode}) stays while its text is equal, and is replaced as a whole if a word changes`, () => {
      const sentence = (day: string): TextRun[] => [
        { text: 'Arrives ' },
        { text: day, date: '2026-11-23', strong: true },
        { text: ' by noon' },
      ];
      renderRuns(...sentence('Mon'));
      simulateTranslation(container, mode);
      const translated = getHtml();
      renderRuns(...sentence('Mon'));
      assert.equal(getHtml(), translated);
      renderRuns(...sentence('Tue'));
      assert.equal(getHtml(), `Arrives <strong part="date"><bdi>${time('2026-11-23', 'Tue')}</bdi></strong> by noon`);
    });
  }
});
