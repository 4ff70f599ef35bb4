import type { Language } from '../i18n/index.ts';

/** A reason: `label` for the staff, `texts` for the customer. */
export type StaffReason = { code: string; label: string; texts: Partial<Record<Language, string>> & { en: string } };

export const delayReasons: readonly StaffReason[] = [
  createReason('supplier', 'Late from the supplier', 'Our supplier has not delivered it yet.', {
    de: 'Es ist noch nicht von unserem Lieferanten eingetroffen.',
    fr: 'Il ne nous est pas encore parvenu de notre fournisseur.',
    ru: 'Поставщик ещё не привёз его нам.',
  }),
  createReason('capacity', 'Too many orders', 'We have more orders than we can pack in time.', {
    de: 'Wir haben mehr Bestellungen, als wir rechtzeitig packen können.',
    fr: 'Nous avons plus de commandes que nous ne pouvons en emballer à temps.',
    ru: 'Заказов больше, чем мы успеваем собрать вовремя.',
  }),
  createReason('carrier', 'The carrier is late', 'The carrier is late.', {
    de: 'Der Zusteller ist im Verzug.',
    fr: 'Le transporteur a du retard.',
    ru: 'Служба доставки задерживается.',
  }),
  createReason('weather', 'Weather', 'The weather is delaying it.', {
    de: 'Das Wetter hält es auf.',
    fr: 'La météo le retarde.',
    ru: 'Задержка из-за погоды.',
  }),
  createReason('damaged', 'Damaged, sent again', 'It was damaged. We are sending it again.', {
    de: 'Es wurde beschädigt, wir schicken es neu.',
    fr: 'Il a été abîmé, nous le renvoyons.',
    ru: 'Товар повредился, мы отправим его заново.',
  }),
];

/** Reasons for a failed delivery attempt. */
export const attemptReasons: readonly { code: string; label: string }[] = [
  { code: 'not_home', label: 'Nobody was there' },
  { code: 'no_access', label: 'No access' },
  { code: 'closed', label: 'Closed' },
  { code: 'id_check', label: 'The recipient could not be identified' },
];

/** Reasons for the refusal of a customer's request. */
export const rejectionReasons: readonly StaffReason[] = [
  createReason('already-packed', 'It is packed already', 'It is packed already.', {
    de: 'Es ist schon gepackt.',
    fr: 'Il est déjà emballé.',
    ru: 'Заказ уже собран.',
  }),
  createReason('made-to-order', 'It was made for this order', 'It was made for you.', {
    de: 'Es wurde für Sie angefertigt.',
    fr: 'Il a été fabriqué pour vous.',
    ru: 'Товар сделан под ваш заказ.',
  }),
  createReason('other', 'Another reason', 'This is not possible.', {
    de: 'Das geht leider nicht.',
    fr: 'Ce n’est pas possible.',
    ru: 'К сожалению, это невозможно.',
  }),
];

/** The customer's text in the order's history after a retracted scan. */
export const retractionTexts: Partial<Record<Language, string>> & { en: string } = {
  en: 'The last scan was a mistake.',
  de: 'Der letzte Scan war ein Versehen.',
  fr: 'Le dernier scan était une erreur.',
  ru: 'Последнее сканирование было ошибкой.',
};

/** A reason of the contract, in the shop's language; `undefined` for an unknown code. */
export function findReason(
  reasons: readonly StaffReason[],
  code: string | null,
  language: Language,
): { code: string; text: string } | undefined {
  const found = reasons.find((each) => each.code === code);
  return found && { code: found.code, text: found.texts[language] ?? found.texts.en };
}

function createReason(code: string, label: string, en: string, texts: Partial<Record<Language, string>>): StaffReason {
  return { code, label, texts: { ...texts, en } };
}
