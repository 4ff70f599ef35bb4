/*
 * Mails customers about their order: a subscriber for the jobs of waybill/server. Copy this file into your
 * project and change it. It has no imports: transport, store and messages are options. See README.md.
 */

/** @typedef {import('../../src/contract/order.ts').Order} Order */
/** @typedef {import('../../src/order/index.ts').OrderSummary} OrderSummary */
/** @typedef {import('../../src/order/index.ts').ParcelSummary} ParcelSummary */
/** @typedef {{ delivery: { from: string }, order: typeof import('../../src/i18n/locales/en/order.ts').default.order }} MailMessages */
/** @typedef {{ id: string, type: string, orderId: string, at: string, data: Readonly<Record<string, unknown>> }} Message */
/** @typedef {{ from: string, to?: string | undefined }} DateWindow */
/**
 * @typedef {object} Mail
 * @property {{ name: string, address: string }} from
 * @property {string} to
 * @property {string} subject
 * @property {string} text
 * @property {string} html
 * @property {string} messageId The same for every attempt.
 * @property {Record<string, string>} headers
 */
/**
 * @typedef {object} MailOptions
 * @property {{ name: string, address: string }} from
 * @property {(mail: Mail) => Promise<unknown>} send Rejects if the mail server refuses: nodemailer's `sendMail`.
 * @property {(id: string) => Promise<Order | undefined>} loadOrder The newest snapshot: `store.getOrder`.
 * @property {(id: string) => Promise<{ address: string, language: string } | undefined>} findCustomer
 *   Looked up in the shop for every mail and stored nowhere else; `undefined` if the customer wants no mail.
 * @property {(id: string) => string} orderUrl
 * @property {(order: Order, time: { now: number, timeZone: string }) => OrderSummary} deriveOrderSummary Of waybill/order.
 * @property {Record<string, MailMessages>} messagesByLanguage By language tag; `en` is required.
 * @property {string} [timeZone] For orders without a time zone; default UTC.
 * @property {() => number} [now] Milliseconds since the epoch.
 */

/**
 * The message types that send a mail, and the condition that must still hold at that time: a mail that has
 * waited for the mail server must not be out of date, and of two changes in a row only the last one counts.
 * A promise that moved to an earlier day sends no mail.
 * @type {Record<string, (parcel: ParcelSummary) => boolean>}
 */
const isStillCurrent = {
  'shipment.shipped': ({ steps, current }) => carrierSteps.has(steps[current]?.kind),
  'shipment.ready_for_pickup': ({ status }) => status === 'ready_for_pickup',
  'shipment.delivered': ({ status }) => status === 'delivered',
  'promise.changed': ({ status, promise }) => !finalStatuses.has(status) && promise.shift === 'later',
  'promise.overdue': ({ promise }) => promise.state === 'overdue',
};
/** With the carrier, before the delivery round. @type {Set<string | undefined>} */
const carrierSteps = new Set(['with_carrier', 'at_delivery_office']);
const finalStatuses = new Set(['delivered', 'ready_for_pickup', 'returned', 'canceled']);

/**
 * A subscriber for `startJobs`. It rejects if the mail server may accept the mail later, and resolves with
 * `{ refused }` if it never will.
 * @param {MailOptions} options
 */
export function createMailSubscriber({ loadOrder, findCustomer, send, now = Date.now, ...options }) {
  return {
    name: 'mail',
    /** @param {Message} message */
    async handle(message) {
      const order = await loadOrder(message.orderId);
      if (!order) return;
      const timeZone = order.timeZone ?? options.timeZone ?? 'UTC';
      const summary = options.deriveOrderSummary(order, { now: now(), timeZone });
      const parcel = findParcel(summary, message);
      if (!parcel || !isStillCurrent[message.type]?.(parcel)) return;
      const customer = await findCustomer(message.orderId);
      if (!customer) return;
      const mail = renderMail({ message, number: summary.number, parcel, customer, timeZone, ...options });
      const failure = await send(mail).then(() => undefined, toFailure);
      // 5xx is permanent (RFC 5321): do not retry.
      if (failure?.isFinal) return { refused: failure.reason };
      if (failure) throw new Error(failure.reason);
    },
  };
}

/**
 * The reason is stored, and the text of a mail server often quotes the address: keep only the code.
 * @param {{ responseCode?: number, code?: string }} error
 */
const toFailure = ({ responseCode, code }) => ({
  reason: `mail server: ${responseCode ?? code ?? 'failed'}`,
  isFinal: responseCode !== undefined && responseCode >= 500,
});

/**
 * The parcel of a message: named by its shipment or its promise. Unshipped items count as a parcel.
 * @param {OrderSummary} summary
 * @param {Message} message
 * @returns {ParcelSummary | undefined}
 */
function findParcel({ parcels, unshippedItems }, { type, data }) {
  const { shipment, promise } = /** @type {{ shipment?: { id: string }, promise?: { id: string } }} */ (data);
  if (shipment) return parcels.find((parcel) => parcel.shipment.id === shipment.id);
  const candidates = unshippedItems ? [...parcels, unshippedItems] : parcels;
  if (promise) return candidates.find((parcel) => parcel.promise.current?.id === promise.id);
  return type === 'promise.overdue' ? candidates.find((parcel) => parcel.promise.state === 'overdue') : undefined;
}

/**
 * @typedef {object} MailContext
 * @property {Message} message
 * @property {string} number The order number that the customer knows.
 * @property {ParcelSummary} parcel
 * @property {{ address: string, language: string }} customer
 * @property {string} timeZone
 */

/**
 * @param {MailContext & Pick<MailOptions, 'messagesByLanguage' | 'from' | 'orderUrl'>} context
 * @returns {Mail}
 */
function renderMail({ message, number, parcel, customer, timeZone, messagesByLanguage, from, orderUrl }) {
  const context = { ...selectMessages(customer.language, messagesByLanguage), timeZone };
  const { language, pack } = context;
  const headline = formatHeadline(message.type, parcel, context);
  const lines = [formatPromise(parcel, context), formatReason(message.type, parcel), formatPlace(parcel)];
  const items = (parcel.items ?? []).map(({ line, quantity }) =>
    quantity === undefined
      ? line.title
      : formatMessage(pack.order.item, { quantity: String(quantity), title: line.title }),
  );
  const url = orderUrl(message.orderId);
  return {
    from,
    to: customer.address,
    subject: oneLine(`${headline} · ${from.name} ${number}`),
    messageId: `<${message.id.replace(/[^\w%-]/g, '.')}@${from.address.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...renderBodies({ language, headline, lines: lines.filter((line) => line !== undefined), items, url }),
  };
}

/** @typedef {{ language: string, pack: MailMessages, timeZone: string }} FormatContext */

/**
 * The subject and first line of the mail.
 * @param {string} type
 * @param {ParcelSummary} parcel
 * @param {FormatContext} context
 */
function formatHeadline(type, { shipment, promise, since }, context) {
  const { headline, steps } = context.pack.order;
  const window = promise.current?.window;
  switch (type) {
    case 'promise.changed':
      return window ? formatMessage(headline.late, { date: formatDateWindow(window, context) }) : headline.under_way;
    case 'promise.overdue':
      return window ? formatMessage(headline.overdue, { date: formatDateWindow(window, context) }) : headline.unknown;
    case 'shipment.ready_for_pickup': {
      const until = shipment.pickup?.until;
      return until
        ? formatMessage(headline.ready_until, { date: formatEventDay(until, context) })
        : headline.ready_for_pickup;
    }
    case 'shipment.delivered':
      return since ? formatMessage(headline.delivered, { date: formatEventDay(since, context) }) : steps.delivered;
    default:
      return headline.under_way;
  }
}

/**
 * Both promises if they differ: the first one is never hidden. Nothing after the arrival.
 * @param {ParcelSummary} parcel
 * @param {FormatContext} context
 */
function formatPromise({ status, promise: { first, current, isRevised } }, context) {
  const { order } = context.pack;
  const [firstWindow, currentWindow] = [first?.window, current?.window];
  if (firstWindow && isRevised) {
    const promised = formatMessage(order.promised, { first: formatDateWindow(firstWindow, context) });
    const now = currentWindow
      ? formatMessage(order.now, { date: formatDateWindow(currentWindow, context) })
      : order.noDate;
    return `${promised} · ${now}`;
  }
  return currentWindow && !finalStatuses.has(status)
    ? formatMessage(order.expected, { date: formatDateWindow(currentWindow, context) })
    : undefined;
}

/**
 * @param {string} type
 * @param {ParcelSummary} parcel
 */
const formatReason = (type, { promise }) => (type === 'promise.changed' ? promise.current?.reason?.text : undefined);

/** @param {ParcelSummary} parcel */
const formatPlace = ({ status, shipment: { place } }) =>
  status === 'ready_for_pickup' && place
    ? [place.name, place.address, place.hours].filter(Boolean).join(', ')
    : undefined;

/**
 * The mail as plain text and as HTML. All inserted text is escaped.
 * @param {{ language: string, headline: string, lines: string[], items: string[], url: string }} content
 */
function renderBodies({ language, headline, lines, items, url }) {
  const text = [
    headline,
    '',
    ...lines.map(oneLine),
    ...(items.length > 0 ? ['', ...items.map((item) => `- ${oneLine(item)}`)] : []),
    '',
    url,
    '',
  ];
  const list = items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : trustHtml('');
  const direction = /^(ar|he)\b/.test(language) ? 'rtl' : 'ltr';
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${headline}</title></head>
<body><h1>${headline}</h1>${lines.map((line) => html`<p>${line}</p>`)}${list}<p><a href="${url}">${url}</a></p></body></html>
`;
  return { text: text.join('\n'), html: page.html };
}

/** @typedef {{ html: string }} TrustedHtml HTML that needs no escaping */

/**
 * @param {string} html
 * @returns {TrustedHtml}
 */
const trustHtml = (html) => ({ html });

/**
 * A template of HTML: strings are escaped, results of this function are not.
 * @param {TemplateStringsArray} strings
 * @param {...(string | TrustedHtml | TrustedHtml[])} values
 * @returns {TrustedHtml}
 */
function html(strings, ...values) {
  const parts = values.map((value) => {
    if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
    return Array.isArray(value) ? value.map((part) => part.html).join('') : value.html;
  });
  return trustHtml(String.raw({ raw: strings }, ...parts));
}

/**
 * The messages of a language tag or its first subtag, else English.
 * @param {string} language
 * @param {Record<string, MailMessages>} messagesByLanguage
 */
function selectMessages(language, messagesByLanguage) {
  for (const tag of [language, language.split('-')[0] ?? '', 'en']) {
    const pack = Object.hasOwn(messagesByLanguage, tag) ? messagesByLanguage[tag] : undefined;
    if (pack) return { language: tag === 'en' && !/^en\b/.test(language) ? 'en' : language, pack };
  }
  throw new Error('messagesByLanguage lacks en');
}

/**
 * A message with its `{placeholders}` replaced. `[` and `]`, which mark emphasis, are removed.
 * @param {string} message
 * @param {Record<string, string>} values
 */
function formatMessage(message, values) {
  return message.replace(/[[\]]|\{(\w+)\}/g, (_, name) => (name === undefined ? '' : (values[name] ?? '')));
}

/**
 * One date or a range. Civil dates: formatted in UTC, so that no zone shifts them.
 * @param {DateWindow} window
 * @param {FormatContext} context
 */
function formatDateWindow({ from, to }, { language, pack }) {
  const format = createDateFormat(language, 'UTC');
  const [first, last] = [from, to ?? from].map((date) => Date.parse(`${date}T00:00:00Z`));
  const dates = from === to || to === undefined ? format.format(first) : format.formatRange(first ?? 0, last ?? 0);
  // In every language the emphasised part of this sentence is "from {date}".
  return to === undefined
    ? formatMessage(/\[(.*)\]/.exec(pack.delivery.from)?.[1] ?? '{date}', { date: dates })
    : dates;
}

/**
 * The day of an event time: an instant in the time zone; a civil date or local time as written.
 * @param {string} time
 * @param {FormatContext} context
 */
function formatEventDay(time, { language, timeZone }) {
  const isInstant = /T.*([Zz]|[+-]\d\d:\d\d)$/.test(time);
  return createDateFormat(language, isInstant ? timeZone : 'UTC').format(
    Date.parse(isInstant ? time : `${time.slice(0, 10)}T00:00:00Z`),
  );
}

/**
 * @param {string} language
 * @param {string} timeZone
 */
const createDateFormat = (language, timeZone) =>
  new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long', timeZone });

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
