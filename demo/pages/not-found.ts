import { html, type Html } from '../html.ts';
import { formatPageUrl } from '../session.ts';
import { getMessages } from '../i18n/index.ts';
import { renderLayout, type PageContext } from './layout.ts';

export function renderNotFoundPage(context: PageContext): Html {
  const messages = getMessages(context.session.language);
  return renderLayout(context, {
    title: messages.notFound,
    kind: 'not-found',
    main: html`<h1>${messages.notFound}</h1>
      <p><a href="${formatPageUrl(context.shop, context.session, '')}">${messages.backToShop}</a></p>`,
  });
}
