import type { LocalizedText } from '../contract/shop-terms.ts';

/** The text in a BCP 47 language or ever shorter prefixes of it, else in English, else the first there is. */
export function localized(text: LocalizedText, language = 'en'): string {
  if (typeof text === 'string') return text;
  const subtags = language.split('-');
  const tags = subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
  const tag = [...tags, 'en', ...Object.keys(text)].find((name) => Object.hasOwn(text, name));
  return (tag !== undefined && text[tag]) || '';
}
