import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findImportViolations } from '../../tools/rules/import-rules.ts';
import { readSource } from '../../tools/rules/read-source.ts';

const messages = (file: string, text: string): string[] =>
  findImportViolations(readSource(file, text)).map(({ line, message }) => `${line}: ${message}`);

/** File, what it says, and the part of the message that names the breach. */
const breaches: [file: string, text: string, message: RegExp][] = [
  ['src/contract/a.ts', `import { html } from 'lit';`, /contract must not import lit/],
  ['src/contract/a.ts', `import { x } from '../estimate/x.ts';`, /contract must not import \.\.\/estimate/],
  ['src/contract/a.ts', `import { z } from 'zod/mini';`, /import \* as z/],
  ['src/contract/a.ts', `import * as z from 'zod';`, /must not import zod/],
  ['src/order/a.ts', `import { addDays } from 'date-fns';`, /must not import date-fns/],
  ['src/estimate/a.ts', `import { readFileSync } from 'node:fs';`, /must not import node:fs/],
  ['src/estimate/a.ts', `const fs = await import('node:fs');`, /must not import node:fs/],
  ['src/estimate/a.ts', 'const fs = await import(`node:fs`);', /must not import node:fs/],
  ['src/estimate/a.ts', `const any = await import(name);`, /must not import \(computed\)/],
  ['src/estimate/a.ts', `import type { View } from '../components/x/x.view.ts';`, /must not import \.\.\/components/],
  ['src/estimate/a.ts', `type View = import('../components/x/x.view.ts').View;`, /must not import \.\.\/components/],
  ['src/estimate/a.ts', `export { x } from '../client/x.ts';`, /must not import \.\.\/client/],
  ['src/estimate/a.ts', `export * from '../client/x.ts';`, /must not import \.\.\/client/],
  ['src/i18n/a.ts', `import '../element/x.ts';`, /must not import \.\.\/element/],
  ['src/components/a/a.ts', `import { b } from '../b/b.ts';`, /components do not import each other/],
  ['src/components/a/a.ts', `import './a.define.ts';`, /class modules register nothing/],
  ['src/index.ts', `export * from './define.ts';`, /class modules register nothing/],
  ['src/components/a/a.ts', `import { handle } from '../../server/handle.ts';`, /must not import \.\.\/\.\.\/server/],
  ['src/index.ts', `export { run } from './cli/run.ts';`, /must not import \.\/cli/],
  ['src/element/a.ts', `import { x } from '../../tools/x.ts';`, /outside src/],
  ['src/element/a.ts', `import { x } from './x.js';`, /write the extension \.ts/],
  ['src/components/a/a.ts', `customElements.define('a-a', A);`, /customElements is used in src\/element alone/],
  ['src/components/a/a.ts', `globalThis.customElements.get('a-a');`, /customElements is used in src\/element alone/],
  ['src/estimate/a.ts', `new Intl.DateTimeFormat('en');`, /Intl is used in src\/i18n alone/],
  ['src/payments/a.ts', ``, /src\/payments has no import rules/],
];

describe('import rules', () => {
  for (const [file, text, message] of breaches) {
    it(`refuses in ${file}: ${text}`, () => {
      const found = messages(file, text);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', message);
    });
  }

  it('names the line', () => {
    assert.match(messages('src/contract/a.ts', `\n\nimport 'lit';`)[0] ?? '', /^3: /);
  });

  it('allows what the rooms are for', () => {
    const allowed: [string, string][] = [
      ['src/contract/a.ts', `import * as z from 'zod/mini'; import { x } from './x.ts';`],
      ['src/estimate/a.ts', `import { tzOffset } from '@date-fns/tz'; import { y } from 'date-fns/constants';`],
      ['src/i18n/a.ts', `new Intl.NumberFormat('en'); type F = Intl.NumberFormat;`],
      ['src/components/a/a.ts', `import { html } from 'lit'; import { s } from './a.styles.ts'; let f: Intl.NumberFormat;`],
      ['src/components/a/a.define.ts', `import { defineElement } from '../../element/define.ts'; import { A } from './a.ts';`],
      ['src/element/define.ts', `import { VERSION } from '../version.ts'; customElements.get('a-a');`],
      ['src/define.ts', `import './components/a/a.define.ts';`],
      ['src/cli/a.ts', `import { parse } from '../contract/x.ts'; import { argv } from 'node:process';`],
    ];
    for (const [file, text] of allowed) assert.deepEqual(messages(file, text), [], file);
  });
});
