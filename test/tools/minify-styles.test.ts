import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minifyStyles } from '../../tools/rollup/minify-styles.ts';

async function minify(source: string): Promise<string> {
  const transform = minifyStyles().transform as unknown as (code: string, id: string) => Promise<{ code: string } | null>;
  return (await transform(source, '/somewhere/src/components/some.styles.ts'))?.code ?? '';
}

describe('minified styles', () => {
  it('lose their space and comments', async () => {
    assert.equal(await minify('css`\n  /* why */\n  p {\n    margin: 0;\n  }\n`'), 'css`p{margin:0}`');
  });

  it('keep what they say, as the browser will read the template', async () => {
    const code = await minify("css`p::before { content: '·'; } a::after { content: '●'; }`");
    // What a template says: its text, with a doubled backslash for each one meant.
    const style = code.slice(code.indexOf('`') + 1, -1).replaceAll(/\\(.)/g, (_, next: string) => (next === '\\' ? next : `<${next}>`));
    assert.match(style, /content:"·"/);
    assert.match(style, /content:"●"/);
  });
});
