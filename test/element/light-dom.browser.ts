import { assert } from '@open-wc/testing';
import { hasFallback, readDataScript } from '../../src/element/light-dom.ts';

function hostWith(...children: (Node | string)[]): Element {
  const host = document.createElement('div');
  host.append(...children);
  return host;
}

function scriptOf(type: string, text: string): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = type;
  script.text = text;
  return script;
}

describe('what stands between an element\'s tags', () => {
  it('is data in the first script of that type', () => {
    const host = hostWith('text', scriptOf('text/plain', 'no'), scriptOf('application/json', '1'), scriptOf('application/json', '2'));
    assert.equal(readDataScript(host), '1');
  });

  it('is no data deeper down', () => {
    const inner = document.createElement('p');
    inner.append(scriptOf('application/json', '1'));
    assert.isUndefined(readDataScript(hostWith(inner)));
  });

  for (const [what, children, expected] of [
    ['text', () => ['2–3 days'], true],
    ['an element', () => [document.createElement('p')], true],
    ['nothing', () => [], false],
    ['space', () => ['\n  '], false],
    ['a comment', () => [document.createComment('x')], false],
    ['data', () => [scriptOf('application/json', '1')], false],
    ['a template', () => [document.createElement('template')], false],
    ['a style', () => [document.createElement('style')], false],
  ] as [string, () => (Node | string)[], boolean][]) {
    it(`is ${expected ? '' : 'not '}to be read: ${what}`, () => {
      assert.equal(hasFallback(hostWith(...children())), expected);
    });
  }
});
