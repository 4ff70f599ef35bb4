import { formatMessage } from '../formatting.ts';
import { html, type Html } from '../html.ts';
import { getMessages } from '../i18n/index.ts';
import { selectText } from '../shops/shop.ts';
import { renderLayout, type PageContext } from './layout.ts';

/** Renders how the customer reaches the shop about an order. It is the `helpUrl` of every order. */
export function renderHelpPage(context: PageContext, requestedNumber: string): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const { phone, email, address, hours } = shop.contact;
  const number = /^[\w-]{1,40}$/.test(requestedNumber) ? requestedNumber : undefined;
  const subject = number === undefined ? '' : `?subject=${encodeURIComponent(number)}`;
  return renderLayout(context, {
    title: messages.help,
    kind: 'help',
    main: html`<h1>${messages.help}</h1>
      ${number !== undefined && html`<p>${formatMessage(messages.helpOrder, { number })}</p>`}
      <dl class="contact">
        <dt>${messages.callUs}</dt>
        <dd><a href="tel:${phone.replaceAll(' ', '')}" dir="ltr">${phone}</a></dd>
        <dd class="note" dir="auto">${selectText(hours, session.language)}</dd>
        <dt>${messages.writeToUs}</dt>
        <dd><a href="mailto:${email}${subject}" dir="ltr">${email}</a></dd>
        <dd class="note">${messages.answerTime}</dd>
        <dt>${messages.visitUs}</dt>
        <dd lang="${shop.language}" dir="auto">${address}</dd>
      </dl>`,
  });
}
