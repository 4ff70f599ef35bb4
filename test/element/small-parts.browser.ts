import { assert } from '@open-wc/testing';
import { emit } from '../../src/element/emit.ts';
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
