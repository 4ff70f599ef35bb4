import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from '../support/fast-check.ts';

/** A rule, and code that breaks it. */
type Breach = [rule: string, code: string];

const elementBreaches: Breach[] = [
  ['eslint(no-restricted-properties)', `element.innerHTML = text;`],
  ['eslint(no-restricted-properties)', `element['innerHTML'] = text;`],
  ['eslint(no-restricted-properties)', `element.insertAdjacentHTML('beforeend', text);`],
  ['eslint(no-restricted-properties)', `element.style.cssText = '';`],
  ['eslint(no-restricted-properties)', `use(document.cookie);`],
  ['eslint(no-restricted-properties)', `use(window.localStorage);`],
  ['eslint(no-restricted-properties)', `document.write(text);`],
  ['eslint(no-restricted-properties)', `use(Object.assign({}, JSON.parse(text)));`],
  ['eslint(no-restricted-properties)', `globalThis.customElements.get('a-a');`],
  ['waybill(bare-natives)', `new globalThis.Intl.NumberFormat('en');`],
  ['eslint(no-restricted-globals)', `localStorage.getItem('a');`],
  ['eslint(no-restricted-globals)', `customElements.define('a-a', A);`],
  ['eslint(no-restricted-globals)', `new Intl.DateTimeFormat('en');`],
  ['eslint(no-restricted-imports)', `import { unsafeHTML } from 'lit/directives/unsafe-html.js';`],
  ['eslint(no-restricted-imports)', `import { unsafeSVG } from 'lit/directives/unsafe-svg.js';`],
  ['eslint(no-restricted-imports)', `import { unsafeStatic } from 'lit/static-html.js';`],
  ['eslint(no-restricted-imports)', `import { styleMap } from 'lit/directives/style-map.js';`],
  ['eslint(no-restricted-imports)', `import * as z from 'zod';`],
  ['eslint(no-eval)', `eval('1');`],
  ['eslint(no-new-func)', `new Function('return 1')();`],
  ['typescript(consistent-type-imports)', `type View = import('./view.ts').View;`],
  ['waybill(namespace-zod)', `import { z } from 'zod/mini';`],
  ['waybill(literal-import)', 'await import(name);'],
  ['waybill(bare-natives)', `window.fetch('/a');`],
  ['waybill(bare-natives)', `globalThis.setTimeout(go, 1);`],
  ['waybill(safe-templates)', 'use(html`<p style="color:red"></p>`);'],
  ['waybill(safe-templates)', 'use(html`<p .innerHTML=${text}></p>`);'],
];

const testBreaches: Breach[] = [
  ['waybill(no-real-time)', `setTimeout(go, 50);`],
  ['waybill(no-real-time)', `await new Promise((resolve) => setTimeout(resolve, 50));`],
  ['waybill(no-real-time)', `globalThis.setTimeout(go, 50);`],
  ['waybill(no-real-time)', `setInterval(go, 5);`],
  ['waybill(no-real-time)', `await aTimeout(5);`],
  ['waybill(no-real-time)', `await waitUntil(isThere);`],
  ['waybill(no-real-time)', `const start = performance.now();`],
  ['waybill(no-real-time)', `import { setTimeout as sleep } from 'node:timers/promises';`],
  ['waybill(no-retries)', `this.retries(2);`],
  ['waybill(scaled-runs)', `fc.assert(property, { numRuns: 500 });`],
  ['eslint(no-restricted-imports)', `import fc from 'fast-check';`],
];

const browserTestBreaches: Breach[] = [
  ['waybill(awaited-actions)', `expect(element).to.be.accessible();`],
  ['waybill(awaited-actions)', `sendKeys({ press: 'Tab' });`],
];

const breaches = [
  ...elementBreaches.map((breach, index) => ({ file: `src/components/a/element-${index}.ts`, breach })),
  ...testBreaches.map((breach, index) => ({ file: `test/order/unit-${index}.test.ts`, breach })),
  ...browserTestBreaches.map((breach, index) => ({ file: `test/components/page-${index}.browser.ts`, breach })),
];

/** Code that breaks no rule: text that resembles a breach, and the files that a rule exempts. */
const allowed: Record<string, string> = {
  'src/components/a/similar.ts':
    "let f: () => void; let n: Intl.NumberFormat; fetch('/a'); use('innerHTML', html`<p part=\"style\"></p>`); await import('./late.ts');",
  'src/contract/schema.ts': `import * as z from 'zod/mini';`,
  'src/i18n/format.ts': `new Intl.NumberFormat('en');`,
  'src/components/shared/define-element.ts': `customElements.get('a-a');`,
  'src/server/store.ts': `globalThis.setTimeout(go, 1); type Sqlite = typeof import('node:sqlite');`,
  'test/a.test.ts': `await until(isThere); mock.timers.tick(50); harness.time.sleep(5); fc.assert(p, { numRuns: runs(5) });`,
  'test/b.test.ts': `// Real time: another process starts.\nsetTimeout(go, 50);`,
  'test/support/fast-check.ts': `import fc from 'fast-check';`,
  'test/support/wait-for.ts': `setTimeout(go, 5); performance.now();`,
  'test/a.browser.ts': `await expect(element).to.be.accessible(); expect(1).to.equal(1); const later = fixture(view);`,
};

describe('lint rules', () => {
  let folder: string;
  let findings: { code: string; filename: string }[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-lint-'));
    for (const name of ['node_modules', 'tools']) symlinkSync(resolve(name), join(folder, name));
    cpSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
    const files = { ...allowed, ...Object.fromEntries(breaches.map(({ file, breach: [, code] }) => [file, code])) };
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    const { stdout } = spawnSync(resolve('node_modules/.bin/oxlint'), ['--format', 'json', 'src', 'test'], {
      cwd: folder,
      encoding: 'utf8',
    });
    findings = (JSON.parse(stdout) as { diagnostics: typeof findings }).diagnostics;
  });

  after(() => rmSync(folder, { recursive: true }));

  /** The rules of this test that a file breaks, without the linter's rules on unused names and the like. */
  const findBroken = (file: string): string[] => {
    const tested = new Set(breaches.map(({ breach: [rule] }) => rule));
    return findings.filter(({ code, filename }) => filename === file && tested.has(code)).map(({ code }) => code);
  };

  for (const {
    file,
    breach: [rule, code],
  } of breaches) {
    it(`refuse in ${dirname(file)}: ${code}`, () => assert.deepEqual(findBroken(file), [rule]));
  }

  for (const [file, code] of Object.entries(allowed)) {
    it(`allow in ${file}: ${code}`, () => assert.deepEqual(findBroken(file), []));
  }
});

describe('random properties', () => {
  it('run with one seed', () => {
    assert.equal(fc.readConfigureGlobal().seed, Number(process.env['WAYBILL_RANDOM_SEED'] ?? 20261123));
  });
});
