import type { createMailSubscriber } from '../examples/mail/mail-subscriber.mjs';
import { languages } from './i18n/index.ts';

type MessagesByLanguage = Parameters<typeof createMailSubscriber>[0]['messagesByLanguage'];

/** The messages of mail to customers, by language: the delivery estimate's pack and the order status's pack in one. */
export async function loadMailMessages(): Promise<MessagesByLanguage> {
  return Object.fromEntries(await Promise.all(languages.map(async (language) => [language, await load(language)])));
}

async function load(language: string): Promise<MessagesByLanguage[string]> {
  const packs = [`waybill/locales/${language}/estimate.js`, `waybill/locales/${language}/order.js`];
  const [estimate, order] = (await Promise.all(packs.map((pack) => import(pack)))) as { default: object }[];
  return { ...estimate?.default, ...order?.default } as MessagesByLanguage[string];
}
