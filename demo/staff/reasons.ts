import type { Language } from '../words/index.ts';

/** Why something is late: for staff in English, for the customer in the shop's own language. */
export type Reason = { code: string; label: string; says: Partial<Record<Language, string>> & { en: string } };

export const DELAYS: readonly Reason[] = [
  reason('supplier', 'Not here from the supplier', 'It has not reached us from our supplier yet.', {
    de: 'Es ist noch nicht von unserem Lieferanten eingetroffen.',
    fr: 'Il ne nous est pas encore parvenu de notre fournisseur.',
    ru: 'Поставщик ещё не привёз его нам.',
  }),
  reason('capacity', 'More orders than hands', 'We have more orders than we can pack in time.', {
    de: 'Wir haben mehr Bestellungen, als wir rechtzeitig packen können.',
    fr: 'Nous avons plus de commandes que nous ne pouvons en emballer à temps.',
    ru: 'Заказов больше, чем мы успеваем собрать вовремя.',
  }),
  reason('carrier', 'The carrier is late', 'The carrier is late.', {
    de: 'Der Zusteller ist im Verzug.',
    fr: 'Le transporteur a du retard.',
    ru: 'Служба доставки задерживается.',
  }),
  reason('weather', 'Weather', 'The weather holds it up.', {
    de: 'Das Wetter hält es auf.',
    fr: 'La météo le retarde.',
    ru: 'Задержка из-за погоды.',
  }),
  reason('damaged', 'Damaged, sent anew', 'It was damaged, and we send it anew.', {
    de: 'Es wurde beschädigt, wir schicken es neu.',
    fr: 'Il a été abîmé, nous le renvoyons.',
    ru: 'Товар повредился, мы отправим его заново.',
  }),
];

/** Why a parcel could not be handed over. */
export const ATTEMPTS: readonly { code: string; label: string }[] = [
  { code: 'not_home', label: 'Nobody was there' },
  { code: 'no_access', label: 'No way in' },
  { code: 'closed', label: 'Closed' },
  { code: 'id_check', label: 'The recipient could not be identified' },
];

/** Why a customer's request is refused. */
export const REFUSALS: readonly Reason[] = [
  reason('already-packed', 'It is packed already', 'It is packed already.', {
    de: 'Es ist schon gepackt.',
    fr: 'Il est déjà emballé.',
    ru: 'Заказ уже собран.',
  }),
  reason('made-to-order', 'It was made for this order', 'It was made for you.', {
    de: 'Es wurde für Sie angefertigt.',
    fr: 'Il a été fabriqué pour vous.',
    ru: 'Товар сделан под ваш заказ.',
  }),
  reason('other', 'Another reason', 'It cannot be done.', {
    de: 'Das geht leider nicht.',
    fr: 'Ce n’est pas possible.',
    ru: 'К сожалению, это невозможно.',
  }),
];

/** What a customer reads in the order's history where a scan was a mistake. */
export const MISTAKE: Partial<Record<Language, string>> & { en: string } = {
  en: 'The last scan was a mistake.',
  de: 'Der letzte Scan war ein Versehen.',
  fr: 'Le dernier scan était une erreur.',
  ru: 'Последнее сканирование было ошибкой.',
};

/** The contract's reason, in the shop's language; `undefined` for a code that is not listed. */
export function reasonOf(reasons: readonly Reason[], code: string | null, language: Language): { code: string; text: string } | undefined {
  const found = reasons.find((each) => each.code === code);
  return found && { code: found.code, text: found.says[language] ?? found.says.en };
}

function reason(code: string, label: string, en: string, says: Partial<Record<Language, string>>): Reason {
  return { code, label, says: { ...says, en } };
}
