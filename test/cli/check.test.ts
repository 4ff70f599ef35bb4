import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { languages, loadMessages } from '../../src/cli/load-messages.ts';
import { run } from '../../src/cli/run.ts';
import type { ShopTerms } from '../../src/contract/shop-terms.ts';
import { VERSION } from '../../src/version.ts';
import { monday, sampleTerms, termsWithProducts } from '../support/sample-terms.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-'));
after(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'terms.json');

/** Runs `waybill check` on a file with the given text or terms. */
async function check(content: string | ShopTerms, ...args: string[]) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  const { lines, exitCode } = await run(['check', file, '--now', monday, ...args], 80);
  return { text: lines.join('\n'), lines, exitCode };
}

/** Runs a wrong command: it exits with 2 and prints the usage. Returns its first line. */
async function runRejected(...args: string[]): Promise<string> {
  const { lines, exitCode } = await run(args, 80);
  assert.equal(exitCode, 2);
  assert.match(lines.join('\n'), /waybill check <terms\.json>/);
  return lines[0] ?? '';
}

const closed = ['2027-12-25'];
const validTerms: ShopTerms = {
  ...sampleTerms,
  origins: sampleTerms.origins.slice(0, 1).map((origin) => ({ ...origin, calendar: { ...origin.calendar, closed } })),
  methods: sampleTerms.methods.slice(0, 2),
  places: [],
};

describe('the issues of a terms file', () => {
  it('are none for valid terms', async () => {
    const { text, exitCode } = await check(validTerms);
    assert.match(text, /No errors or warnings\./);
    assert.equal(exitCode, 0);
  });

  it('have line, column, path and message', async () => {
    const { text, exitCode } = await check('{\n  "origins": [],\n  "methods": 7\n}');
    assert.equal(exitCode, 1);
    assert.match(text, /^3 errors$/m);
    assert.match(text, /^ {2}1:1 zones: expected a list$/m);
    assert.match(text, /^ {2}2:14 origins: expected at least 1$/m);
    assert.match(text, /^ {2}3:14 methods: expected a list$/m);
    assert.doesNotMatch(text, /Estimates for/);
  });

  it('include the position of a JSON syntax error', async () => {
    const { text, exitCode } = await check('{\n  "currency": "EUR",\n}');
    assert.equal(exitCode, 1);
    assert.match(text, /^1 error\n {2}2:20 not JSON: a comma before \}/m);
  });

  it('include duplicate keys', async () => {
    const text = JSON.stringify(validTerms).replace('"currency":"EUR"', '"currency":"USD","currency":"EUR"');
    const result = await check(text);
    assert.equal(result.exitCode, 1);
    assert.match(result.text, /currency: is a duplicate key/);
  });

  it('list errors before warnings, in the order of the file', async () => {
    const [origin] = validTerms.origins;
    const terms: ShopTerms = {
      ...validTerms,
      currency: undefined,
      origins: [{ ...origin!, cutoff: { 1: '14:00', 6: '10:00' } }],
    };
    const { text, exitCode } = await check(terms);
    assert.equal(exitCode, 1);
    const errors = text.indexOf('1 error\n');
    assert.ok(errors > 0 && errors < text.indexOf('5 warnings\n'), text);
    const found = [...text.matchAll(/^ {2}(\d+):\d+ ([\w.]+):/gm)];
    const paths = ['currency', ...Array<string>(4).fill('origins.0.cutoff'), 'origins.0.cutoff.6'];
    assert.deepEqual(
      found.map(([, , path]) => path),
      paths,
    );
    const lines = found.slice(1).map(([, line]) => Number(line));
    assert.deepEqual(
      lines,
      lines.toSorted((a, b) => a - b),
    );
  });

  it('do not suppress the estimates', async () => {
    const { text, exitCode } = await check({ ...validTerms, currency: undefined });
    assert.equal(exitCode, 1);
    assert.match(text, /Estimates for/);
  });

  it('ignore a byte order mark', async () => {
    assert.equal((await check(`\uFEFF${JSON.stringify(validTerms)}`)).exitCode, 0);
  });
});

describe('the estimates of `waybill check`', () => {
  it('are a table for an example destination in every zone', async () => {
    const { text } = await check(validTerms, '--days', '2');
    assert.equal(
      text.slice(text.indexOf('Estimates for')),
      [
        'Estimates for any product, for orders (Europe/Berlin) now, at 10:00, and a',
        'minute after each cut-off.',
        '',
        'To city (for example DE 10000)',
        '',
        'Ordered                 Parcel, €4.90             Courier, €9.90',
        '---------------  -----  ------------------------  ---------------',
        'Mon 23 November  10:00  Tue 24 – Wed 25 November  Mon 23 November',
        '                 14:01  Wed 25 – Thu 26 November  Tue 24 November',
        'Tue 24 November  10:00  Wed 25 – Thu 26 November  Tue 24 November',
        '                 14:01  Thu 26 – Fri 27 November  Wed 25 November',
        '',
        'To country (for example DE 99999)',
        '',
        'Ordered                 Parcel, €4.90',
        '---------------  -----  ------------------------',
        'Mon 23 November  10:00  Tue 24 – Wed 25 November',
        '                 14:01  Wed 25 – Thu 26 November',
        'Tue 24 November  10:00  Wed 25 – Thu 26 November',
        '                 14:01  Thu 26 – Fri 27 November',
        '',
        'To abroad (for example AT)',
        '',
        'Ordered                 Parcel, €12.90',
        '---------------  -----  --------------------------------',
        'Mon 23 November  10:00  Thu 26 – Mon 30 November',
        '                 14:01  Fri 27 November – Tue 1 December',
        'Tue 24 November  10:00  Fri 27 November – Tue 1 December',
        '                 14:01  Mon 30 November – Wed 2 December',
        '',
      ].join('\n'),
    );
  });

  it('cover 14 days and fit a terminal of 80 columns', async () => {
    const { text, lines } = await check(sampleTerms);
    assert.match(text, /^Sun 6 December +10:00/m);
    assert.doesNotMatch(text, /^Mon 7 December +10:00/m);
    const tooWide = lines.filter((line) => line.length > 80);
    assert.deepEqual(tooWide, []);
  });

  it('can be limited to one destination', async () => {
    const { text } = await check(sampleTerms, '--country', 'DE', '--postal', '10115', '--days', '1');
    assert.match(text, /^To DE 10115$/m);
    assert.doesNotMatch(text, /for example/);
    assert.match(text, /Collect in store, Mitte/);
    const coarse = await check(sampleTerms, '--country', 'DE', '--days', '1');
    assert.match(coarse.text, /^To DE \(a postcode gives a closer date\)$/m);
    assert.doesNotMatch(coarse.text, /Courier/);
  });

  it('name the reason if there are none', async () => {
    const { text } = await check(sampleTerms, '--country', 'JP');
    assert.match(text, /^To JP\n {2}We do not deliver to this destination$/m);
  });

  it('accept SKUs and a quantity', async () => {
    const products: ShopTerms['products'] = {
      mug: {},
      table: { lead: { min: 5, max: 5, unit: 'business' } },
      rare: { stock: 1 },
      oak: { floating: { min: 4, max: 6, unit: 'day' } },
    };
    const terms = termsWithProducts(products, { ship: 'split', methods: sampleTerms.methods.slice(0, 1), places: [] });
    const checkAustria = (...args: string[]) => check(terms, '--country', 'AT', '--days', '1', ...args);
    const cart = (await checkAustria('--sku', 'mug', '--sku', 'table')).text;
    assert.match(cart, /Estimates for mug and table,/);
    assert.match(cart, /Thu 26 – Mon 30 November \+/);
    assert.match((await checkAustria('--sku', 'oak')).text, /10:00 {2}from 4 to 6 days$/m);
    assert.doesNotMatch((await checkAustria('--sku', 'rare')).text, /Out of stock/);
    assert.match((await checkAustria('--sku', 'rare', '--quantity', '2')).text, /Out of stock/);
  });

  it('use the first product if the terms list all products, and report unlisted SKUs', async () => {
    const terms = { ...validTerms, products: { mug: {}, cup: {} } };
    assert.match((await check(terms)).text, /Estimates for mug,/);
    assert.match((await check(terms, '--sku', 'plate')).text, /^plate is not among the products/m);
  });

  it('use the cut-offs of the origin of the product', async () => {
    const terms = termsWithProducts({ olives: { origin: 'south' } });
    const { text } = await check(terms, '--sku', 'olives', '--country', 'AT', '--days', '1');
    assert.match(text, /\(Europe\/Rome\)/);
    assert.match(text, /^ +11:01 /m);
  });

  it('are formatted in the requested language', async () => {
    const { text } = await check(sampleTerms, '--country', 'DE', '--postal', '10115', '--days', '1', '--lang', 'de');
    assert.match(text, /Paket, 4,90\s€/);
    assert.match(text, /Di\., 24\. – Mi\., 25\. November/);
    assert.match((await check(sampleTerms, '--country', 'JP', '--lang', 'fr')).text, /Nous ne livrons pas/);
  });
});

describe('loadMessages', () => {
  it('has every language of src/i18n/locales', async () => {
    const folders = readdirSync(new URL('../../src/i18n/locales/', import.meta.url));
    assert.deepEqual([...languages].sort(), folders.sort());
    for (const language of languages) assert.equal((await loadMessages(language))?.language, language);
  });

  it('accepts longer tags and rejects other languages', async () => {
    assert.equal((await loadMessages('de-AT'))?.language, 'de');
    assert.equal((await loadMessages('EN-gb'))?.language, 'en');
    for (const tag of ['tlh', 'constructor', 'not a tag', '']) assert.equal(await loadMessages(tag), undefined, tag);
  });
});

describe('the command line', () => {
  it('prints help and version', async () => {
    for (const args of [['--help'], ['-h'], ['help'], ['check', '--help']]) {
      const { lines, exitCode } = await run(args, 80);
      assert.match(lines.join('\n'), /--postal/);
      assert.equal(exitCode, 0);
    }
    assert.deepEqual(await run(['--version'], 80), { lines: [VERSION], exitCode: 0 });
    assert.ok((await run(['--help'], 80)).lines.every((text) => text.split('\n').every((line) => line.length <= 80)));
  });

  it('rejects wrong arguments with a hint', async () => {
    assert.match(await runRejected(), /A command is missing/);
    assert.match(await runRejected('deliver'), /There is no command deliver/);
    assert.match(await runRejected('check'), /A file is missing/);
    assert.match(await runRejected('check', 'a.json', 'b.json'), /one at a time/);
    assert.match(await runRejected('check', join(folder, 'none.json')), /cannot be read/);
    assert.match(await runRejected('check', file, '--colour'), /--colour/);
    assert.match(await runRejected('check', file, '--lang', 'tlh'), /en, /);
    assert.match(await runRejected('check', file, '--postal', '10115'), /need a --country/);
    assert.match(await runRejected('check', file, '--country', 'Germany'), /two letters/);
    for (const now of ['yesterday', '2026-11-23', '2026-11-23T09:00:00', '2026-02-30T09:00:00Z']) {
      assert.match(await runRejected('check', file, '--now', now), /time with its offset/);
    }
    for (const days of ['0', '-1', '1.5', '367', 'all', '']) {
      assert.match(await runRejected('check', file, `--days=${days}`), /whole number from 1 to 366/);
    }
    assert.match(await runRejected('check', file, '--quantity', 'two'), /whole number/);
  });

  it('uses the current time without --now', async () => {
    writeFileSync(file, JSON.stringify(validTerms));
    const { lines, exitCode } = await run(['check', file, '--days', '1'], 80);
    assert.equal(exitCode, 0);
    assert.match(lines.join('\n'), /Estimates for/);
  });
});
