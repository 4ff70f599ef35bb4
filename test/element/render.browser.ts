import { assert } from '@open-wc/testing';
import { h, render, type View } from '../../src/element/render.ts';

const root = (): HTMLElement => document.createElement('div');
const keysOf = (parent: Element): string => [...parent.children].map(({ textContent }) => textContent).join('');
const rows = (keys: string): View => h('ul', {}, keys.split('').map((key) => h('li', { key }, key)));

describe('render', () => {
  it('draws elements, attributes and text', () => {
    const into = root();
    render(h('p', { part: 'a', hidden: true, lang: 'de', dir: undefined, 'aria-busy': false, tabindex: 0 }, 'x', null, false, undefined, '', ['y', [h('b')]]), into);
    assert.equal(into.innerHTML, '<p part="a" hidden="" lang="de" tabindex="0">xy<b></b></p>');
  });

  it('changes only what differs', () => {
    const into = root();
    const view = (text: string, lang?: string): View => [h('p', { lang }, text), h('p', { part: 'b' }, 'same')];
    render(view('one', 'de'), into);
    const [first, second] = [...into.children];
    const text = first?.firstChild;
    render(view('two'), into);
    assert.isTrue(into.children[0] === first && into.children[1] === second && first?.firstChild === text);
    assert.equal(into.innerHTML, '<p>two</p><p part="b">same</p>');
  });

  it('skips a description that is the same object', () => {
    const into = root();
    const same = h('p', {}, 'x');
    render(same, into);
    (into.firstChild as Element).textContent = 'changed by hand';
    render(same, into);
    assert.equal(into.textContent, 'changed by hand');
  });

  it('keeps elements by key, and by part where there is none', () => {
    const into = root();
    render([h('p', { part: 'a' }), h('p', { part: 'b' }), h('p', { part: 'c' })], into);
    const last = into.lastChild;
    render([h('p', { part: 'b' }), h('p', { part: 'c' })], into);
    assert.isTrue(into.lastChild === last);
    assert.equal(into.childElementCount, 2);
  });

  for (const [before, after] of ['abc acb', 'abc c', 'abc cab', 'abc abxc', ' abc', 'abc ', 'aab aba', 'abcdef fedcba', 'aaa aa'].map((pair) => pair.split(' '))) {
    it(`draws "${after}" after "${before}"`, () => {
      const into = root();
      render(rows(before ?? ''), into);
      render(rows(after ?? ''), into);
      assert.equal(keysOf(into.firstElementChild as Element), after);
    });
  }

  it('leaves nodes alone that it has not drawn', () => {
    const into = root();
    const style = document.createElement('style');
    into.append(style, 'of someone else');
    render(h('p', {}, 'x'), into);
    render([h('b', {}, 'y'), h('p', {}, 'z')], into);
    render(undefined, into);
    assert.isTrue(into.firstChild === style);
    assert.equal(into.textContent, 'of someone else');
  });

  it('text is text', () => {
    const into = root();
    render([h('p', { title: '"><img src=x onerror=alert(1)>' }, '<img src=x onerror=alert(1)>')], into);
    assert.isTrue(into.querySelector('img') === null);
    assert.equal(into.textContent, '<img src=x onerror=alert(1)>');
  });

  it('adds, replaces and takes back listeners', () => {
    const into = root();
    const heard: string[] = [];
    const draw = (name?: string): void => render(h('button', { onclick: name && (() => heard.push(name)) }), into);
    for (const name of ['a', 'b', undefined]) {
      draw(name);
      (into.firstChild as HTMLElement).click();
    }
    assert.deepEqual(heard, ['a', 'b']);
  });

  it('sets a property only when it changes: what was typed since stays', () => {
    const into = root();
    const draw = (value: string, title: string): void => render(h('input', { '.value': value, title }), into);
    draw('1', 'a');
    const input = into.firstChild as HTMLInputElement;
    input.value = '12';
    draw('1', 'b');
    assert.equal(input.value, '12');
    draw('3', 'b');
    assert.equal(input.value, '3');
  });

  it('keeps the focus where the element stays', () => {
    const into = root();
    document.body.append(into);
    render([h('p', { part: 'a' }), h('input', { part: 'i' })], into);
    (into.lastChild as HTMLElement).focus();
    render([h('p', { part: 'a' }), h('p', { part: 'new' }), h('input', { part: 'i', title: 'x' })], into);
    assert.isTrue(document.activeElement === into.lastChild);
    into.remove();
  });
});
