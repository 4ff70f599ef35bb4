import type { LocalizedText } from '../contract/shop-terms.ts';

/** The text in a BCP 47 language or ever shorter prefixes of it, else in English, else the first there is. */
export function localized(text: LocalizedText, language = 'en'): string {
  if (typeof text === 'string') return text;
  const texts = new Map(Object.entries(text).map(([tag, value]) => [tag.toLowerCase(), value]));
  const subtags = language.toLowerCase().split('-');
  const tags = subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
  const tag = [...tags, 'en', ...texts.keys()].find((name) => texts.has(name));
  return texts.get(tag ?? '') ?? '';
}
