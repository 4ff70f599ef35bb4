import { isLanguageTag } from '../i18n/format.ts';
import type { EstimateMessages } from '../i18n/messages.ts';
import en from '../i18n/messages/en.ts';

/** The words of every language, loaded where they are asked for. */
const packs: Record<string, () => EstimateMessages | Promise<EstimateMessages>> = {
  ar: async () => (await import('../i18n/messages/ar.ts')).default,
  de: async () => (await import('../i18n/messages/de.ts')).default,
  en: () => en,
  es: async () => (await import('../i18n/messages/es.ts')).default,
  fr: async () => (await import('../i18n/messages/fr.ts')).default,
  he: async () => (await import('../i18n/messages/he.ts')).default,
  it: async () => (await import('../i18n/messages/it.ts')).default,
  ja: async () => (await import('../i18n/messages/ja.ts')).default,
  nl: async () => (await import('../i18n/messages/nl.ts')).default,
  pl: async () => (await import('../i18n/messages/pl.ts')).default,
  ru: async () => (await import('../i18n/messages/ru.ts')).default,
  uk: async () => (await import('../i18n/messages/uk.ts')).default,
};

export const languages: readonly string[] = Object.keys(packs);

/** The words for a BCP 47 tag, or `undefined` where its language is not among {@link languages}. */
export async function loadMessages(tag: string): Promise<EstimateMessages | undefined> {
  const language = isLanguageTag(tag) ? (tag.toLowerCase().split('-')[0] ?? '') : '';
  return Object.hasOwn(packs, language) ? packs[language]?.() : undefined;
}
