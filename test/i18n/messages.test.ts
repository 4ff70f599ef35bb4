import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Messages, Plural } from '../../src/i18n/messages.ts';

type Category = Intl.LDMLPluralRule;

/** A language file, e.g. `order/de.ts`, and the English one that it translates. */
type PackFile = { file: string; pack: Messages; english: Messages };

/** A message by its path, e.g. `term.range.day`, with its plural forms; one without plural has `other` alone. */
type Entry = { path: string; forms: Plural };

const folder = new URL('../../src/i18n/messages/', import.meta.url);
const packs = await Promise.all(['', 'order/', 'cancel/'].flatMap(packsIn));
const integers = Array.from({ length: 201 }, (_, number) => number);

/**
 * Categories a pack may leave to `other` because the grammar is the same, by message; the first that
 * matches. A language that is not listed has every category of its integers.
 */
const servedByOther: Record<string, [message: RegExp, categories: Category[]][]> = {
  fr: [[/^parcels/, ['one']]],
  nl: [[/hour$/, ['one']]],
  pl: [[/range|atLeast|exact\.day|days$/, ['few', 'many']], [/./, ['many']]],
  ru: [[/range|atLeast|days$/, ['few', 'many']], [/./, ['many']]],
  uk: [[/range|atLeast|days$/, ['few', 'many']], [/./, ['many']]],
  ar: [
    [/range\.day/, ['zero', 'one', 'two']],
    [/range/, ['zero', 'one', 'two', 'many']],
    [/days$/, ['zero', 'two']],
    [/\.day/, ['zero']],
    [/./, ['zero', 'many']],
  ],
  he: [[/(exact|atLeast)\.(day|hour)/, []], [/./, ['two']]],
};

/** Categories that say their number as a word, so that the numeral may be missing. */
const spelledOut: Record<string, Category[]> = { ar: ['one', 'two'], he: ['one', 'two'] };

/** Words that are the same as in English. */
const sameAsEnglish = new Set(['nl: Pre-order', 'nl: Postcode', 'nl: Live', 'de: Live']);

/** Nothing but signs and what they are filled with, in every language. */
const wordless = new Set(['method', 'order.item', 'cancel.line']);

/** Where the script of the language says too little. */
const alphabets: Record<string, RegExp> = {
  ru: /[а-яё]/i,
  uk: /[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя]/i,
  ja: /[\p{scx=Hira}\p{scx=Kana}\p{Script=Hani}]/u,
};

describe('language packs', () => {
  it('are there for the languages that are promised', () => {
    const promised = ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'ru', 'uk'];
    const found = new Set(packs.map(({ file }) => file));
    for (const language of promised) {
      assert.ok(found.has(`${language}.ts`), language);
      assert.ok(found.has(`order/${language}.ts`), `order/${language}`);
      assert.ok(found.has(`cancel/${language}.ts`), `cancel/${language}`);
    }
  });

  for (const { file, pack, english } of packs) describe(file, () => {
    const { language } = pack;
    const reference = new Map(entriesOf(english).map(({ path, forms }) => [path, forms.other]));
    const entries = entriesOf(pack);
    const texts = entries.flatMap(({ path, forms }) => {
      const english = reference.get(path) ?? '';
      return Object.entries(forms).map(([category, text]) => ({ path, category: category as Category, text, english }));
    });
    const numbersOf = (category: Category) => integers.filter((number) => categoryOf(language, number) === category);

    it('is named by its language', () => assert.equal(file.replace(/^.*\//, ''), `${language}.ts`));

    it('has the messages of English, all and only', () => {
      assert.deepEqual(entries.map(({ path }) => path).sort(), [...reference.keys()].sort());
    });

    it('has the placeholders of English in every form', () => {
      for (const { path, category, text, english } of texts) {
        const isSpelledOut = spelledOut[language]?.includes(category) && numbersOf(category).length === 1;
        const expected = placeholders(english);
        const withoutNumeral = expected.filter((placeholder) => placeholder !== countedBy(path));
        const found = placeholders(text);
        const allowed = isSpelledOut && found.length < expected.length ? withoutNumeral : expected;
        assert.deepEqual(found, allowed, `${path}.${category}: ${text}`);
      }
    });

    it('emphasises what English emphasises', () => {
      for (const { path, category, text, english } of texts) {
        assert.match(text, /^[^[\]]*(\[[^[\]]+\][^[\]]*)*$/, `${path}.${category}: ${text}`);
        assert.deepEqual(emphasised(text), emphasised(english), `${path}.${category}: ${text}`);
      }
    });

    it('has every plural form that its integers take', () => {
      const categories = [...new Set(integers.map((number) => categoryOf(language, number)))];
      for (const { path, forms } of entries.filter((entry) => isCounted(entry.path))) {
        const missing = categories.filter((category) => forms[category] === undefined);
        const served = servedByOther[language]?.find(([message]) => message.test(path))?.[1] ?? [];
        assert.deepEqual(missing.sort(), [...served].sort(), path);
        const unused = Object.keys(forms).filter((category) => !categories.includes(category as Category));
        assert.deepEqual(unused.filter((category) => category !== 'other'), [], `${path}: never chosen`);
      }
    });

    it('is plain typeset text', () => {
      for (const { path, text } of texts) {
        assert.doesNotMatch(text, /[!¡！<>"'`]|\.\.|…|\s\s|^\s|\s$/, `${path}: ${text}`);
        assert.equal(text, text.normalize('NFC'), path);
      }
    });

    it('is written in its own letters', () => {
      const { script } = new Intl.Locale(language).maximize();
      const alphabet = alphabets[language] ?? new RegExp(`\\p{Script=${script}}`, 'u');
      for (const { path, text } of texts) {
        const letters = text.replaceAll(/\{\w+\}/g, '').match(/\p{L}/gu) ?? [];
        assert.deepEqual(letters.filter((letter) => !alphabet.test(letter)), [], `${path}: ${text}`);
        if (!wordless.has(path)) assert.ok(letters.length > 0, `${path} has no words`);
      }
    });

    it('leaves nothing in English', () => {
      for (const { path, text } of texts.filter((each) => !wordless.has(each.path))) {
        const isAllowed = sameAsEnglish.has(`${language}: ${text}`);
        assert.ok(isAllowed || text !== reference.get(path), `${path}: ${text}`);
      }
    });
  });
});

function packsIn(part: string): Promise<PackFile>[] {
  const files = globSync(`${part}*.ts`, { cwd: fileURLToPath(folder) }).map((file) => file.replaceAll('\\', '/'));
  const translated = files.filter((file) => file !== `${part}en.ts`).sort();
  return translated.map(async (file) => ({ file, pack: await load(file), english: await load(`${part}en.ts`) }));
}

async function load(file: string): Promise<Messages> {
  return (await import(new URL(file, folder).href)).default;
}

function entriesOf(group: object, prefix = ''): Entry[] {
  return Object.entries(group).flatMap(([name, value]): Entry[] => {
    const path = prefix + name;
    if (path === 'language') return [];
    if (typeof value === 'string') return [{ path, forms: { other: value } }];
    return 'other' in value ? [{ path, forms: value }] : entriesOf(value, `${path}.`);
  });
}

function isCounted(path: string): boolean {
  return /^(term|parcels|options)\b|^cancel\.days$/.test(path);
}

function countedBy(path: string): string {
  if (path === 'cancel.days') return '{days}';
  return path.startsWith('term.atLeast') ? '{min}' : path.startsWith('term') ? '{max}' : '{count}';
}

function placeholders(text: string): string[] {
  return (text.match(/\{\w*\}/g) ?? []).sort();
}

/** The placeholders of each emphasised run. */
function emphasised(text: string): string[][] {
  return [...text.matchAll(/\[([^\]]*)\]/g)].map(([, run]) => placeholders(run ?? ''));
}

function categoryOf(language: string, number: number): Category {
  return new Intl.PluralRules(language).select(number);
}
