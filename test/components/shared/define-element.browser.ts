import { assert } from '@open-wc/testing';
import { defineElement } from '../../../src/components/shared/define-element.ts';
import { VERSION } from '../../../src/version.ts';

const warn = console.warn;
let warnings: string[];
let lastTag = 0;
const freshTag = (): string => `waybill-test-${++lastTag}`;
const elementOf = (version?: string) =>
  class extends HTMLElement {
    static readonly version = version;
  } as unknown as CustomElementConstructor & { version?: string };

describe('defineElement', () => {
  beforeEach(() => {
    warnings = [];
    console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('registers an element', () => {
    const tag = freshTag();
    const element = elementOf(VERSION);
    defineElement(tag, element);
    assert.isTrue(customElements.get(tag) === element);
  });

  it('ignores a second definition of the same version', () => {
    const tag = freshTag();
    const element = elementOf(VERSION);
    defineElement(tag, element);
    defineElement(tag, element);
    defineElement(tag, elementOf(VERSION));
    assert.isTrue(customElements.get(tag) === element);
    assert.deepEqual(warnings, []);
  });

  it('warns once about another version, and names both', () => {
    const tag = freshTag();
    defineElement(tag, elementOf('0.0.1'));
    defineElement(tag, elementOf(VERSION));
    defineElement(tag, elementOf(VERSION));
    assert.lengthOf(warnings, 1);
    assert.include(warnings[0], '0.0.1');
    assert.include(warnings[0], VERSION);
    assert.include(warnings[0], tag);
  });

  it('does not throw for a name that another script has defined', () => {
    const tag = freshTag();
    customElements.define(tag, class extends HTMLElement {});
    defineElement(tag, elementOf(VERSION));
    assert.lengthOf(warnings, 1);
    assert.include(warnings[0], 'someone else');
  });
});
