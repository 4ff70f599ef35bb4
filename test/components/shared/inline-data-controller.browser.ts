import { assert } from '@open-wc/testing';
import { LitElement, html } from 'lit';
import {
  findJsonScript,
  hasFallbackContent,
  InlineDataController,
} from '../../../src/components/shared/inline-data-controller.ts';
import { createJsonScript } from '../support/mount-helpers.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** An element whose data is a number. */
class InlineDataHost extends LitElement {
  value: unknown;
  attributeValue: unknown;
  parses = 0;
  problems: string[] = [];
  readonly inlineData: InlineDataController<number> = new InlineDataController<number>(this, {
    select: (json) => this.value ?? json ?? this.attributeValue,
    parse: (value, previous) => {
      this.parses += 1;
      this.previous = previous;
      return isNumber(value)
        ? { ok: true, data: value }
        : { ok: false, issues: [{ path: '', message: 'expected a number' }] };
    },
    onProblem: (problem) => this.problems.push(problem),
  });
  previous: number | undefined;

  /** Sets the property, as Lit does for a reactive one. */
  setValue(value: unknown): void {
    this.value = value;
    this.inlineData.invalidate();
  }

  protected override render(): unknown {
    return html`<slot></slot>${this.inlineData.result.data}`;
  }
}
customElements.define('inline-data-host', InlineDataHost);

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

describe('InlineDataController', () => {
  let host: InlineDataHost;
  async function mount(...children: (Node | string)[]): Promise<InlineDataController<number>> {
    host = document.createElement('inline-data-host') as InlineDataHost;
    host.append(...children);
    document.body.append(host);
    await host.updateComplete;
    return host.inlineData;
  }
  afterEach(() => host.remove());

  it('has no data and no problem on a page without inline data', async () => {
    const inlineData = await mount('text');
    assert.deepEqual(inlineData.result, { data: undefined, isInvalid: false });
    assert.equal(host.parses, 0);
  });

  it('parses the source that the element selects, or the text of the script', async () => {
    const inlineData = await mount(createJsonScript(2));
    host.attributeValue = 3;
    host.setValue(1);
    assert.equal(inlineData.result.data, 1);
    host.setValue(null);
    assert.equal(inlineData.result.data, 2);
    host.replaceChildren();
    await frame();
    assert.equal(inlineData.result.data, 3);
  });

  it('parses a source once, with the previous data as an argument', async () => {
    const inlineData = await mount(createJsonScript(2));
    inlineData.invalidate();
    assert.equal(inlineData.result.data, 2);
    assert.equal(host.parses, 1);
    host.setValue(5);
    assert.deepEqual([inlineData.result.data, host.previous], [5, 2]);
  });

  it('parses a script that is added, and a script whose text changes in place', async () => {
    const inlineData = await mount();
    const script = createJsonScript(2);
    host.append(script);
    await frame();
    assert.equal(inlineData.result.data, 2);
    script.textContent = '3';
    await frame();
    assert.equal(inlineData.result.data, 3);
    (script.firstChild as Text).data = '4';
    await frame();
    assert.equal(inlineData.result.data, 4);
    assert.include(host.shadowRoot?.textContent, '4');
  });

  for (const [what, text, problem] of [
    ['text that is not JSON', '{', 'data: the text is not JSON.'],
    ['JSON of another type', '"x"', 'data: expected a number.'],
    ['null', 'null', 'data: expected a number.'],
  ] as const) {
    it(`is invalid, with one problem: ${what}`, async () => {
      const inlineData = await mount(createJsonScript(text));
      assert.deepEqual(inlineData.result, { data: undefined, isInvalid: true });
      assert.deepEqual(host.problems, [problem]);
      host.setValue(1);
      assert.deepEqual(inlineData.result, { data: 1, isInvalid: false });
    });
  }

  it('waits for a whole script while the page is parsed', async () => {
    Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true });
    const script = createJsonScript('[');
    const inlineData = await mount(script);
    assert.deepEqual(inlineData.result, { data: undefined, isInvalid: false });
    Reflect.deleteProperty(document, 'readyState');
    document.dispatchEvent(new Event('DOMContentLoaded'));
    await host.updateComplete;
    assert.deepEqual(inlineData.result, { data: undefined, isInvalid: true });
  });

  it('knows whether the default slot has content', async () => {
    const inlineData = await mount(createJsonScript(1));
    assert.isFalse(inlineData.hasFallbackContent);
    host.append('2–3 days');
    assert.isTrue(inlineData.hasFallbackContent);
  });
});

function createHost(...children: (Node | string)[]): Element {
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

describe('fallback content', () => {
  it('findJsonScript returns the first JSON script among the children', () => {
    const host = createHost(
      'text',
      scriptOf('text/plain', 'no'),
      scriptOf('application/json', '1'),
      scriptOf('application/json', '2'),
    );
    assert.equal(findJsonScript(host)?.text, '1');
  });

  it('findJsonScript ignores scripts within children', () => {
    const inner = document.createElement('p');
    inner.append(scriptOf('application/json', '1'));
    assert.isUndefined(findJsonScript(createHost(inner)));
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
    it(`hasFallbackContent is ${expected}: ${what}`, () => {
      assert.equal(hasFallbackContent(createHost(...children())), expected);
    });
  }
});
