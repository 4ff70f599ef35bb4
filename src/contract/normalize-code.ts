import { parseCountry } from './place-codes.ts';
import { toPlainCode } from './plain-code.ts';

/* Codes as other systems print them, in the form of the contract. A text that is no code is returned as it is: the checks refuse it. */

/** A currency in upper-case ASCII letters. */
export const normalizeCurrency = (text: string): string => toPlainCode(text).toUpperCase();

/** Whether a text means a country. Two letters alone do not: `EN` is a language. */
export const isCountry = (text: string): boolean => parseCountry(text) !== undefined;

/** Whether the country of a zone rule means one, or all of them. */
export const isCountryRule = (text: string): boolean => text === '*' || isCountry(text);

/** A country as its ISO 3166-1 alpha-2 code. */
export const normalizeCountry = (text: string): string => parseCountry(text) ?? text;

/** Codes of ISO 639 that were replaced in 1989. Java and old Android write them. */
const languageAliases = new Map([
  ['iw', 'he'],
  ['in', 'id'],
  ['ji', 'yi'],
]);

/**
 * A language as a BCP 47 tag in lower case: `de-de` of `de_DE.UTF-8`, `he` of `iw`. Keys of texts by language are compared
 * in this form.
 */
export function normalizeLanguage(text: string): string {
  const tag = toPlainCode(text)
    .toLowerCase()
    .replace(/[.@].*/, '')
    .replaceAll('_', '-');
  const [language = ''] = tag.split('-');
  return `${languageAliases.get(language) ?? language}${tag.slice(language.length)}`;
}
