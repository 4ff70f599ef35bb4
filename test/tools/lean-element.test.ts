import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { leanElement } from '../../tools/rollup/lean-element.ts';

const { transform } = leanElement as unknown as { transform: (code: string, id: string) => { code: string } | null };
const path = new URL('../../node_modules/@lit/reactive-element/reactive-element.js', import.meta.url).pathname;
const left = /\b(reflect|useDefault|converter|hasChanged|noAccessor|addInitializer|removeController)\b|\bstate: true|\btype: (Object|Array)\b/;

describe('the lean element', () => {
  it('has nothing left of what no element uses', () => {
    const lean = transform(readFileSync(path, 'utf8'), path)?.code ?? '';
    for (const name of ['reflect', 'useDefault', 'metadata', 'addInitializer', 'removeController', 'setAttribute', '_$Em', '_$Ej', '_$ET', '_$Eq']) {
      assert.equal(lean.includes(name), false, name);
    }
  });

  it('is not asked for it', () => {
    for (const file of globSync('src/{components,element}/**/*.ts')) {
      assert.equal(left.exec(readFileSync(file, 'utf8'))?.[0], undefined, file);
    }
  });

  it('is made of one build alone', () => {
    assert.throws(() => transform('class y extends HTMLElement{}', path), /another one/);
    assert.equal(transform('anything', '/elsewhere.js'), null);
  });
});
