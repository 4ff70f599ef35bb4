import type { CancelMessages, EstimateMessages, OrderMessages } from '../../src/i18n/messages.ts';

/**
 * The folders of src/i18n/locales except English, which is built in. Browser tests cannot list a folder:
 * test/i18n/locales.test.ts compares this list with the folders.
 */
export const otherLanguages = ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'ru', 'uk'] as const;

export type OtherLanguage = (typeof otherLanguages)[number];

export const getDirection = (language: string): 'ltr' | 'rtl' =>
  language === 'ar' || language === 'he' ? 'rtl' : 'ltr';

type Packs = { estimate: EstimateMessages; order: OrderMessages; cancel: CancelMessages };

/** Loads one kind of pack of every language except English. */
export async function loadPacks<Kind extends keyof Packs>(kind: Kind): Promise<Record<OtherLanguage, Packs[Kind]>> {
  const entries = otherLanguages.map(async (language) => {
    const { default: pack } = (await import(`../../src/i18n/locales/${language}/${kind}.ts`)) as {
      default: Packs[Kind];
    };
    return [language, pack];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<OtherLanguage, Packs[Kind]>;
}
