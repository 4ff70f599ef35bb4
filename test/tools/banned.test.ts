import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findBanned } from '../../tools/rules/banned.ts';
import { readSource } from '../../tools/rules/read-source.ts';
import { findUnsteady } from '../../tools/rules/test-rules.ts';
import { findUnawaited } from '../../tools/rules/unawaited.ts';
import fc from '../support/fast-check.ts';

const messages = (text: string): string[] => findBanned(readSource('src/a.ts', text)).map(({ message }) => message);

const banned: [text: string, message: RegExp][] = [
  [`element.innerHTML = text;`, /innerHTML is banned/],
  [`element['innerHTML'] = text;`, /innerHTML is banned/],
  [`element.insertAdjacentHTML('beforeend', text);`, /insertAdjacentHTML is banned/],
  [`element.style.cssText = '';`, /cssText is banned/],
  [`document.cookie;`, /document\.cookie is banned/],
  [`localStorage.getItem('a');`, /localStorage is banned/],
  [`window.localStorage;`, /localStorage is banned/],
  [`eval('1');`, /eval is banned/],
  [`new Function('return 1')();`, /Function is banned/],
  [`html\`<p>\${unsafeHTML(text)}</p>\`;`, /unsafeHTML is banned/],
  [`html\`<p style="color:red"></p>\`;`, /style= is banned/],
  [`html\`<p .innerHTML=\${text}></p>\`;`, /HTML binding is banned/],
  [`const map = styleMap({});`, /styleMap is banned/],
  [`Object.assign({}, JSON.parse(text));`, /Object\.assign is banned/],
  [`window.fetch('/a');`, /window\.fetch is banned/],
  [`globalThis.setTimeout(go, 1);`, /globalThis\.setTimeout is banned/],
];

describe('banned in sources', () => {
  for (const [text, message] of banned) {
    it(text, () => {
      const found = messages(text);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', message);
    });
  }

  it('leaves alone what only looks like it', () => {
    assert.deepEqual(messages(`let f: () => void; fetch('/a'); const t = 'innerHTML'; html\`<p part="style"></p>\`;`), []);
  });
});

describe('browser tests', () => {
  const find = (text: string): string[] => findUnawaited(readSource('a.browser.ts', text)).map(({ message }) => message);

  it('must await what takes time', () => {
    assert.deepEqual(find(`expect(element).to.be.accessible(); sendKeys({ press: 'Tab' });`), [
      'accessible() is not awaited',
      'sendKeys() is not awaited',
    ]);
  });

  it('need not await what does not', () => {
    assert.deepEqual(find(`await expect(element).to.be.accessible(); expect(1).to.equal(1); const later = fixture(view);`), []);
  });
});

describe('tests', () => {
  const find = (text: string, file = 'test/a.test.ts'): string[] => findUnsteady(readSource(file, text)).map(({ message }) => message);

  for (const text of [
    'setTimeout(go, 50);',
    'await new Promise((resolve) => setTimeout(resolve, 50));',
    'globalThis.setTimeout(go, 50);',
    'setInterval(go, 5);',
    'await aTimeout(5);',
    'await waitUntil(isThere);',
    'const began = performance.now();',
    "import { setTimeout as sleep } from 'node:timers/promises';",
    "import fc from 'fast-check';",
    'fc.assert(property, { numRuns: 500 });',
    'this.retries(2);',
  ]) {
    it(`must not: ${text}`, () => {
      assert.equal(find(text).length, 1);
    });
  }

  it('may say why nothing but real time will do', () => {
    assert.deepEqual(find('// Real time: another process begins.\nsetTimeout(go, 50);'), []);
  });

  it('may have a clock of their own, and the one door to each', () => {
    assert.deepEqual(find(`await until(isThere); mock.timers.tick(50); stage.time.sleep(5); import fc, { runs } from '../support/fast-check.ts'; fc.assert(p, { numRuns: runs(5) });`), []);
    assert.deepEqual(find(`import fc from 'fast-check';`, 'test/support/fast-check.ts'), []);
    assert.deepEqual(find('setTimeout(go, 5); performance.now();', 'test/support/until.ts'), []);
  });

  it('try random properties with one seed', () => {
    assert.equal(fc.readConfigureGlobal().seed, Number(process.env['WAYBILL_RANDOM_SEED'] ?? 20261123));
  });
});
