import { assert } from '@open-wc/testing';
import { drawPieces } from '../../src/element/draw-pieces.ts';
import { emit } from '../../src/element/emit.ts';
import { nullAsAbsent } from '../../src/element/null-as-absent.ts';
import { render } from '../../src/element/render.ts';
import { warnOnce } from '../../src/element/warn.ts';

describe('emit', () => {
  it('bubbles out of shadow roots, and tells whether the page let it pass', () => {
    const host = document.createElement('div');
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    const heard: unknown[] = [];
    host.addEventListener('waybill-test', (event) => {
      heard.push((event as CustomEvent).detail);
      event.preventDefault();
    });
    assert.isTrue(emit(inner, 'waybill-test', 1));
    assert.isFalse(emit(inner, 'waybill-test', 2, { cancelable: true }));
    assert.deepEqual(heard, [1, 2]);
  });
});

describe('warnOnce', () => {
  it('says each text once', () => {
    const said: string[] = [];
    const warn = console.warn;
    console.warn = (text: string) => void said.push(text);
    for (const text of ['one', 'two', 'one', 'two']) warnOnce(text);
    console.warn = warn;
    assert.deepEqual(said, ['Waybill: one', 'Waybill: two']);
  });
});

describe('nullAsAbsent', () => {
  it('takes null as undefined, and everything else as it is', () => {
    let kept: unknown = 'before';
    const target = Object.defineProperty({}, 'value', nullAsAbsent({
      get: () => kept,
      set: (value) => void (kept = value),
      configurable: true,
    })) as { value: unknown };
    for (const [given, expected] of [[null, undefined], [0, 0], ['', ''], [false, false], [undefined, undefined]] as const) {
      target.value = given;
      assert.strictEqual(target.value, expected);
    }
  });
});

describe('drawPieces', () => {
  it('draws strong runs, and every date as <time> in isolation', () => {
    const into = document.createElement('p');
    render(drawPieces([
      { text: 'Arrives ' },
      { text: 'today, ', strong: true },
      { text: 'Mon', date: '2026-11-23', strong: true },
      { text: '.' },
      { text: 'Tue', date: '2026-11-24' },
    ]), into);
    const time = (date: string, text: string): string => `<time datetime="${date}">${text}</time>`;
    assert.equal(
      into.innerHTML,
      `Arrives <strong part="date" class="date"><bdi>today, ${time('2026-11-23', 'Mon')}</bdi></strong>.${time('2026-11-24', 'Tue')}`,
    );
  });
});
