import { readdirSync } from 'node:fs';
import { parseLanguageTag } from '../i18n/formatter.ts';
import type { EstimateMessages } from '../i18n/messages.ts';

const folder = new URL('../i18n/locales/', import.meta.url);

/** `.ts` in the sources, `.js` in dist/. */
const extension = import.meta.url.slice(-3);

/** The languages with messages: the folders of src/i18n/locales. */
export const languages: readonly string[] = readdirSync(folder).sort();

/** The messages for a BCP 47 tag, or `undefined` if its language is not among {@link languages}. */
export async function loadMessages(tag: string): Promise<EstimateMessages | undefined> {
  const language = parseLanguageTag(tag)?.split('-')[0];
  if (language === undefined || !languages.includes(language)) return undefined;
  // oxlint-disable-next-line waybill/literal-import -- The folder is the list of languages, and `cli` may import `i18n`.
  const { default: messages } = (await import(new URL(`${language}/estimate${extension}`, folder).href)) as {
    default: EstimateMessages;
  };
  return messages;
}
