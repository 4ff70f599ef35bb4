/*
 * Tells customers by mail what happens to their order: a subscriber for waybill/server. Copy this file
 * into your project and change it as you like; it needs nothing but what you give it.
 *
 *   import nodemailer from 'nodemailer';
 *   import { readOrder } from 'waybill/order';
 *   import en from 'waybill/messages/en';
 *   import enOrder from 'waybill/messages/order/en';
 *   import de from 'waybill/messages/de';
 *   import deOrder from 'waybill/messages/order/de';
 *
 *   const transport = nodemailer.createTransport('smtps://user:password@mail.shop.example');
 *   const mail = createMailSubscriber({
 *     from: { name: 'Shop', address: 'orders@shop.example' },
 *     send: (mail) => transport.sendMail(mail),
 *     order: (id) => store.order(id),
 *     customerOf: async (id) => ({ address: …, language: 'de' }),  // looked up in the shop, kept nowhere else
 *     orderUrl: (id) => `https://shop.example/orders/${id}`,
 *     readOrder,
 *     words: { en: { ...en, ...enOrder }, de: { ...de, ...deOrder } },
 *   });
 *   await startWork({ store, subscribers: [mail], … });
 */

/** @typedef {import('../src/contract/order.ts').Order} Order */
/** @typedef {import('../src/order/index.ts').OrderReading} OrderReading */
/** @typedef {import('../src/order/index.ts').Leg} Leg */
/** @typedef {{ delivery: { from: string }, order: typeof import('../src/i18n/messages/order/en.ts').default.order }} Words */
/** @typedef {{ id: string, type: string, orderId: string, at: string, data: Readonly<Record<string, unknown>> }} Message */
/** @typedef {{ from: string, to?: string | undefined }} DateWindow */
/**
 * @typedef {object} Mail
 * @property {{ name: string, address: string }} from
 * @property {string} to
 * @property {string} subject
 * @property {string} text
 * @property {string} html
 * @property {string} messageId The same at every attempt.
 * @property {Record<string, string>} headers
 */
/**
 * @typedef {object} MailOptions
 * @property {{ name: string, address: string }} from
 * @property {(mail: Mail) => Promise<unknown>} send Rejects where it could not be sent; nodemailer's `sendMail`.
 * @property {(id: string) => Promise<Order | undefined>} order The newest snapshot: `store.order`.
 * @property {(id: string) => Promise<{ address: string, language: string } | undefined>} customerOf
 *   Looked up in the shop each time; `undefined` for an order whose customer wants no mail.
 * @property {(id: string) => string} orderUrl
 * @property {(order: Order, clock: { now: number, timeZone: string }) => OrderReading} readOrder
 * @property {Record<string, Words>} words By language; English must be there.
 * @property {string} [timeZone] Of orders that name none; UTC.
 * @property {() => number} [now] Epoch milliseconds.
 */

/**
 * What customers are told of, and what must still be so when the mail goes out: one that waited for a mail
 * server all night must not say what is over, and of two changes in a row only the last is told. Of a
 * promise that moved to the better no mail is sent.
 * @type {Record<string, (leg: Leg) => boolean>}
 */
const isStillSo = {
  'shipment.shipped': ({ status }) => status === 'accepted' || status === 'in_transit',
  'shipment.ready_for_pickup': ({ status }) => status === 'ready_for_pickup',
  'shipment.delivered': ({ status }) => status === 'delivered',
  'promise.changed': ({ status, promise }) => !isOver.has(status) && promise.shift === 'later',
  'promise.overdue': ({ promise }) => promise.state === 'overdue',
};
const isOver = new Set(['delivered', 'ready_for_pickup', 'returned', 'canceled']);

/**
 * @param {MailOptions} options
 */
export function createMailSubscriber({ order, customerOf, send, now = Date.now, ...options }) {
  return {
    name: 'mail',
    /** @param {Message} message */
    async handle(message) {
      const known = await order(message.orderId);
      if (!known) return;
      const timeZone = known.timeZone ?? options.timeZone ?? 'UTC';
      const reading = options.readOrder(known, { now: now(), timeZone });
      const leg = legOf(reading, message);
      if (!leg || !isStillSo[message.type]?.(leg)) return;
      const customer = await customerOf(message.orderId);
      if (!customer) return;
      const mail = mailOf({ message, number: reading.number, leg, customer, timeZone, ...options });
      const failure = await send(mail).then(() => undefined, failureOf);
      // What it refuses for good (5xx, RFC 5321) it refuses tomorrow as well.
      if (failure?.isFinal) return { refused: failure.reason };
      if (failure) throw new Error(failure.reason);
    },
  };
}

/**
 * What a mail server says often quotes the address, and what this says is kept: the code is enough.
 * @param {{ responseCode?: number, code?: string }} error
 */
const failureOf = ({ responseCode, code }) => ({
  reason: `mail server: ${responseCode ?? code ?? 'failed'}`,
  isFinal: responseCode !== undefined && responseCode >= 500,
});

/**
 * What a message is about: the parcel that it names, or what its promise holds for.
 * @param {OrderReading} reading
 * @param {Message} message
 * @returns {Leg | undefined}
 */
function legOf({ parcels, rest }, { type, data }) {
  const { shipment, promise } = /** @type {{ shipment?: { id: string }, promise?: { id: string } }} */ (data);
  const legs = rest ? [...parcels, rest] : parcels;
  if (shipment) return parcels.find((leg) => leg.shipment.id === shipment.id);
  if (promise) return legs.find((leg) => leg.promise.current?.id === promise.id);
  return type === 'promise.overdue' ? legs.find((leg) => leg.promise.state === 'overdue') : undefined;
}

/**
 * @typedef {object} Occasion
 * @property {Message} message
 * @property {string} number What the customer knows the order by.
 * @property {Leg} leg
 * @property {{ address: string, language: string }} customer
 * @property {string} timeZone
 */

/**
 * @param {Occasion & Pick<MailOptions, 'words' | 'from' | 'orderUrl'>} occasion
 * @returns {Mail}
 */
function mailOf({ message, number, leg, customer, timeZone, words, from, orderUrl }) {
  const telling = { ...wordsFor(customer.language, words), timeZone };
  const { language, pack } = telling;
  const headline = headlineOf(message.type, leg, telling);
  const lines = [promiseOf(leg, telling), reasonOf(message.type, leg), placeOf(leg)];
  const items = (leg.items ?? []).map(({ line, quantity }) =>
    quantity === undefined ? line.title : fill(pack.order.item, { quantity: String(quantity), title: line.title }),
  );
  const url = orderUrl(message.orderId);
  return {
    from,
    to: customer.address,
    subject: oneLine(`${headline} · ${from.name} ${number}`),
    messageId: `<${message.id.replace(/[^\w%-]/g, '.')}@${from.address.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...bodiesOf({ language, headline, lines: lines.filter((line) => line !== undefined), items, url }),
  };
}

/** @typedef {{ language: string, pack: Words, timeZone: string }} Telling */

/**
 * The one sentence that the mail is about.
 * @param {string} type
 * @param {Leg} leg
 * @param {Telling} telling
 */
function headlineOf(type, { shipment, promise, since }, telling) {
  const { headline, steps } = telling.pack.order;
  const window = promise.current?.window;
  switch (type) {
    case 'promise.changed':
      return window ? fill(headline.late, { date: days(window, telling) }) : headline.under_way;
    case 'promise.overdue':
      return window ? fill(headline.overdue, { date: days(window, telling) }) : headline.unknown;
    case 'shipment.ready_for_pickup': {
      const until = shipment.pickup?.until;
      return until ? fill(headline.ready_until, { date: day(until, telling) }) : headline.ready_for_pickup;
    }
    case 'shipment.delivered':
      return since ? fill(headline.delivered, { date: day(since, telling) }) : steps.delivered;
    default:
      return headline.under_way;
  }
}

/**
 * Both promises wherever they differ: the first one is never hidden. Nothing once it has come.
 * @param {Leg} leg
 * @param {Telling} telling
 */
function promiseOf({ status, promise: { first, current, differs } }, telling) {
  const { order } = telling.pack;
  const [was, is] = [first?.window, current?.window];
  if (was && differs) {
    const now = is ? fill(order.now, { date: days(is, telling) }) : order.noDate;
    return `${fill(order.promised, { first: days(was, telling) })} · ${now}`;
  }
  return is && !isOver.has(status) ? fill(order.expected, { date: days(is, telling) }) : undefined;
}

/**
 * @param {string} type
 * @param {Leg} leg
 */
const reasonOf = (type, { promise }) => (type === 'promise.changed' ? promise.current?.reason?.text : undefined);

/** @param {Leg} leg */
const placeOf = ({ status, shipment: { place } }) =>
  status === 'ready_for_pickup' && place ? [place.name, place.address, place.hours].filter(Boolean).join(', ') : undefined;

/**
 * The same in plain text and in HTML. Everything that comes from elsewhere is escaped.
 * @param {{ language: string, headline: string, lines: string[], items: string[], url: string }} content
 */
function bodiesOf({ language, headline, lines, items, url }) {
  const text = [headline, '', ...lines.map(oneLine), ...(items.length > 0 ? ['', ...items.map((item) => `- ${oneLine(item)}`)] : []), '', url, ''];
  const list = items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : safe('');
  const direction = /^(ar|he)\b/.test(language) ? 'rtl' : 'ltr';
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${headline}</title></head>
<body><h1>${headline}</h1>${lines.map((line) => html`<p>${line}</p>`)}${list}<p><a href="${url}">${url}</a></p></body></html>
`;
  return { text: text.join('\n'), html: page.html };
}

/** @typedef {{ html: string }} Safe */

/**
 * @param {string} html
 * @returns {Safe}
 */
const safe = (html) => ({ html });

/**
 * HTML with values in it: text is escaped, HTML made by this is not.
 * @param {TemplateStringsArray} strings
 * @param {...(string | Safe | Safe[])} values
 * @returns {Safe}
 */
function html(strings, ...values) {
  const written = values.map((value) => {
    if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
    return Array.isArray(value) ? value.map((part) => part.html).join('') : value.html;
  });
  return safe(String.raw({ raw: strings }, ...written));
}

/**
 * The customer's language, by its whole tag or its first part, else English.
 * @param {string} language
 * @param {Record<string, Words>} words
 */
function wordsFor(language, words) {
  for (const tag of [language, language.split('-')[0] ?? '', 'en']) {
    const pack = Object.hasOwn(words, tag) ? words[tag] : undefined;
    if (pack) return { language: tag === 'en' && !/^en\b/.test(language) ? 'en' : language, pack };
  }
  throw new Error('the words of English are missing');
}

/**
 * A message of a pack with its `{placeholders}` filled; `[` and `]`, which mark what is strong, left out.
 * @param {string} message
 * @param {Record<string, string>} values
 */
function fill(message, values) {
  return message.replace(/[[\]]|\{(\w+)\}/g, (_, name) => (name === undefined ? '' : (values[name] ?? '')));
}

/**
 * One day or both ends of a window, of which there may be no last: dates, in no zone but their own.
 * @param {DateWindow} window
 * @param {Telling} telling
 */
function days({ from, to }, { language, pack }) {
  const format = dayFormat(language, 'UTC');
  const [first, last] = [from, to ?? from].map((date) => Date.parse(`${date}T00:00:00Z`));
  const dates = from === to || to === undefined ? format.format(first) : format.formatRange(first ?? 0, last ?? 0);
  // "From 1 December" is what the sentence of arrival emphasises, in every language.
  return to === undefined ? fill(/\[(.*)\]/.exec(pack.delivery.from)?.[1] ?? '{date}', { date: dates }) : dates;
}

/**
 * The day of a time in any of the contract's three forms: an instant's by the zone, any other as it is written.
 * @param {string} time
 * @param {Telling} telling
 */
function day(time, { language, timeZone }) {
  const isInstant = /T.*([Zz]|[+-]\d\d:\d\d)$/.test(time);
  return dayFormat(language, isInstant ? timeZone : 'UTC').format(Date.parse(isInstant ? time : `${time.slice(0, 10)}T00:00:00Z`));
}

/**
 * @param {string} language
 * @param {string} timeZone
 */
const dayFormat = (language, timeZone) =>
  new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long', timeZone });

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
