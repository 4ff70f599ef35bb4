import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Messages, PluralForms } from '../../src/i18n/messages.ts';
import { otherLanguages } from '../support/language-packs.ts';

type Category = Intl.LDMLPluralRule;

/** A language file, e.g. `de/order.ts`, and the English one that it translates. */
type PackFile = { file: string; pack: Messages; english: Messages };

/** A message by its path, e.g. `term.range.day`, with its plural forms; one without plural has `other` alone. */
type Entry = { path: string; forms: PluralForms };

const folder = new URL('../../src/i18n/locales/', import.meta.url);
const parts = ['estimate', 'order', 'cancel'];
const packs = await Promise.all(parts.flatMap(loadPacks));
const integers = Array.from({ length: 201 }, (_, number) => number);

/**
 * Categories a pack may leave to `other` because the grammar is the same, by message; the first that
 * matches. A language that is not listed has every category of its integers.
 */
const servedByOther: Record<string, [message: RegExp, categories: Category[]][]> = {
  de: [[/^duration/, ['one']]],
  es: [[/^duration/, ['one']]],
  it: [[/^duration/, ['one']]],
  fr: [[/^parcels|^duration/, ['one']]],
  nl: [[/hour$|^duration/, ['one']]],
  pl: [
    [/^duration/, ['one', 'few', 'many']],
    [/range|atLeast|exact\.day|days$/, ['few', 'many']],
    [/./, ['many']],
  ],
  ru: [
    [/^duration/, ['one', 'few', 'many']],
    [/range|atLeast|days$/, ['few', 'many']],
    [/./, ['many']],
  ],
  uk: [
    [/^duration/, ['one', 'few', 'many']],
    [/range|atLeast|days$/, ['few', 'many']],
    [/./, ['many']],
  ],
  ar: [
    [/range\.day/, ['zero', 'one']],
    [/range/, ['zero', 'one', 'many']],
    [/^cancel\.days/, ['zero']],
    [/days$/, ['zero', 'two']],
    [/\.day/, ['zero']],
    [/./, ['zero', 'many']],
  ],
  he: [
    [/(exact|atLeast)\.(day|hour)|^duration\.hour|^cancel\.days/, []],
    [/^duration\.minute/, ['one', 'two']],
    [/./, ['two']],
  ],
};

/** Categories that say their number as a word, so that the numeral may be missing. */
const spelledOut: Record<string, Category[]> = { ar: ['one', 'two'], he: ['one', 'two'] };

/** Messages that are spelled as in English. */
const sameAsEnglish = new Set([
  'nl: Pre-order',
  'nl: Postcode',
  'nl: Live',
  'nl: Details',
  'de: Live',
  'de: Details',
  ...['es', 'fr', 'it', 'nl', 'pl'].map((language) => `${language}: {count} min`),
]);

/** Messages of signs and placeholders only. */
const wordless = new Set([
  'method',
  'order.subject',
  'order.dayTime',
  'order.todo.shop',
  'order.item',
  'cancel.line',
  'duration.both',
  'parcelDates.together',
  'parcelDates.on',
]);

/** Alphabets of languages whose script has more letters. */
const alphabets: Record<string, RegExp> = {
  ru: /[а-яё]/i,
  uk: /[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя]/i,
  ja: /[\p{scx=Hira}\p{scx=Kana}\p{Script=Hani}]/u,
};

describe('language packs', () => {
  it('are three for each language, and all languages are tested', () => {
    const expected = otherLanguages.flatMap((language) => parts.map((part) => `${language}/${part}.ts`));
    assert.deepEqual(packs.map(({ file }) => file).sort(), expected.sort());
  });

  for (const { file, pack, english } of packs)
    describe(file, () => {
      const { language } = pack;
      const reference = new Map(listEntries(english).map(({ path, forms }) => [path, forms.other]));
      const entries = listEntries(pack);
      const texts = entries.flatMap(({ path, forms }) => {
        const english = reference.get(path) ?? '';
        return Object.entries(forms).map(([category, text]) => ({
          path,
          category: category as Category,
          text,
          english,
        }));
      });
      const listNumbers = (category: Category) =>
        integers.filter((number) => selectCategory(language, number) === category);

      it('has the language of its folder', () => assert.equal(file.split('/')[0], language));

      it('has exactly the messages of English', () => {
        assert.deepEqual(entries.map(({ path }) => path).sort(), [...reference.keys()].sort());
      });

      it('has the placeholders of English in every form', () => {
        for (const { path, category, text, english } of texts) {
          const isSpelledOut = spelledOut[language]?.includes(category) && listNumbers(category).length === 1;
          const expected = placeholders(english);
          // A range that ends in a word reads "two at most".
          const isSpelledRange = path.startsWith('term.range') && !text.includes('{');
          const withoutNumeral = expected.filter(
            (placeholder) => !isSpelledRange && placeholder !== countedPlaceholder(path),
          );
          const found = placeholders(text);
          const allowed = isSpelledOut && found.length < expected.length ? withoutNumeral : expected;
          assert.deepEqual(found, allowed, `${path}.${category}: ${text}`);
        }
      });

      it('emphasises the placeholders that English emphasises', () => {
        for (const { path, category, text, english } of texts) {
          assert.match(text, /^[^[\]]*(\[[^[\]]+\][^[\]]*)*$/, `${path}.${category}: ${text}`);
          assert.deepEqual(emphasised(text), emphasised(english), `${path}.${category}: ${text}`);
        }
      });

      it('has every plural form that its integers take', () => {
        const categories = [...new Set(integers.map((number) => selectCategory(language, number)))];
        for (const { path, forms } of entries.filter((entry) => isCounted(entry.path))) {
          const missing = categories.filter((category) => forms[category] === undefined);
          const served = servedByOther[language]?.find(([message]) => message.test(path))?.[1] ?? [];
          assert.deepEqual(missing.sort(), [...served].sort(), path);
          const unused = Object.keys(forms).filter((category) => !categories.includes(category as Category));
          assert.deepEqual(
            unused.filter((category) => category !== 'other'),
            [],
            `${path}: never selected`,
          );
        }
      });

      it('has typographic quotes, single spaces and no markup', () => {
        for (const { path, text } of texts) {
          assert.doesNotMatch(text, /[!¡！<>"'`]|\.\.|…|\s\s|^\s|\s$/, `${path}: ${text}`);
          assert.equal(text, text.normalize('NFC'), path);
        }
      });

      it('is written in the letters of its language', () => {
        const { script } = new Intl.Locale(language).maximize();
        const alphabet = alphabets[language] ?? new RegExp(`\\p{Script=${script}}`, 'u');
        for (const { path, text } of texts) {
          const letters = text.replaceAll(/\{\w+\}/g, '').match(/\p{L}/gu) ?? [];
          assert.deepEqual(
            letters.filter((letter) => !alphabet.test(letter)),
            [],
            `${path}: ${text}`,
          );
          if (!wordless.has(path)) assert.ok(letters.length > 0, `${path} has no words`);
        }
      });

      it('has no English message', () => {
        for (const { path, text } of texts.filter((each) => !wordless.has(each.path))) {
          const isAllowed = sameAsEnglish.has(`${language}: ${text}`);
          assert.ok(isAllowed || text !== reference.get(path), `${path}: ${text}`);
        }
      });
    });
});

function loadPacks(part: string): Promise<PackFile>[] {
  const files = globSync(`*/${part}.ts`, { cwd: fileURLToPath(folder) }).map((file) => file.replaceAll('\\', '/'));
  const translated = files.filter((file) => file !== `en/${part}.ts`).sort();
  return translated.map(async (file) => ({ file, pack: await load(file), english: await load(`en/${part}.ts`) }));
}

async function load(file: string): Promise<Messages> {
  return (await import(new URL(file, folder).href)).default;
}

function listEntries(group: object, prefix = ''): Entry[] {
  return Object.entries(group).flatMap(([name, value]): Entry[] => {
    const path = prefix + name;
    if (path === 'language') return [];
    if (typeof value === 'string') return [{ path, forms: { other: value } }];
    return 'other' in value ? [{ path, forms: value }] : listEntries(value, `${path}.`);
  });
}

function isCounted(path: string): boolean {
  return /^(term|parcels|options)\b|^duration\.(hour|minute)$|^cancel\.days$/.test(path);
}

function countedPlaceholder(path: string): string {
  if (path === 'cancel.days') return '{days}';
  return path.startsWith('term.atLeast') ? '{min}' : path.startsWith('term') ? '{max}' : '{count}';
}

/** A pack may use `{status}` in place of `{lowerStatus}`. */
function placeholders(text: string): string[] {
  return (text.match(/\{\w*\}/g) ?? []).map((name) => (name === '{lowerStatus}' ? '{status}' : name)).sort();
}

/** Placeholders of each emphasised run. */
function emphasised(text: string): string[][] {
  return [...text.matchAll(/\[([^\]]*)\]/g)].map(([, run]) => placeholders(run ?? ''));
}

function selectCategory(language: string, number: number): Category {
  return new Intl.PluralRules(language).select(number);
}
