/// <reference types="vite/client" />
import type { Messages } from '../src/i18n/messages.ts';

/** Every pack of every language, English first. */
export const packs: Messages[] = Object.values(
  import.meta.glob<Messages>('../src/i18n/locales/*/*.ts', { eager: true, import: 'default' }),
).sort((a, b) => Number(b.language === 'en') - Number(a.language === 'en') || (a.language < b.language ? -1 : 1));

export const languages: string[] = [...new Set(packs.map(({ language }) => language))];
