import { getIntegrity } from '../cdn-files.ts';
import { html, type Html } from '../html.ts';
import type { Shop } from '../shops/shop.ts';
import { formatPageUrl, type Session } from '../session.ts';
import { getDirection, getMessages } from '../i18n/index.ts';
import { renderDemoBar } from './demo-bar.ts';
import { renderDocument } from './document.ts';

/** The input of every page of a shop. */
export type PageContext = { shop: Shop; session: Session; path: string };

export type PageContent = {
  title: string;
  /** The class of the body, for style sheets. */
  kind: string;
  /** Scripts of demo/public. They precede Waybill's scripts, so that they receive the elements' first events. */
  scripts?: readonly string[];
  main: Html | readonly Html[];
  /** Controls of the demo for this page, above the shop's header. */
  panel?: Html | undefined;
};

/** Renders a page of a shop. It loads Waybill's script-tag files as a shop would. */
export function renderLayout(context: PageContext, { title, kind, scripts = [], main, panel }: PageContent): Html {
  const { shop, session } = context;
  const { language } = session;
  const messages = getMessages(language);
  const itemCount = session.cart.reduce((sum, { quantity }) => sum + quantity, 0);
  return renderDocument({
    language,
    direction: getDirection(language),
    title: `${title} – ${shop.name}`,
    styles: ['demo-bar', 'shop', shop.id],
    scripts: ['clock', 'destination', ...scripts],
    head: renderWaybillScripts(context),
    body: html`<body class="${kind}" data-to="${session.to}">
      ${renderDemoBar(context)} ${panel}
      <header class="shop-header">
        <p class="shop-name"><a href="${formatPageUrl(shop, session, '')}" lang="${shop.language}">${shop.name}</a></p>
        <p class="shop-line" lang="${shop.language}" dir="auto">${shop.tagline}</p>
        <nav class="shop-nav">
          <a href="${formatPageUrl(shop, session, '')}">${messages.products}</a>
          <a href="${formatPageUrl(shop, session, 'cart')}">${messages.cart}${itemCount > 0 && ` (${itemCount})`}</a>
          <a href="${formatPageUrl(shop, session, 'account')}">${messages.orders}</a>
        </nav>
      </header>
      <main>${main}</main>
    </body>`,
  });
}

/**
 * English is built in. Every other language is one more file per element. Packs come first, so that the first request
 * for estimates already names the language.
 */
function renderWaybillScripts({ shop, session: { language } }: PageContext): Html[] {
  const packs =
    language === 'en' ? [] : ['estimate', 'order', 'cancel'].map((element) => `locales/${language}/${element}`);
  const extension = shop.scriptKind === 'module' ? 'js' : 'iife.js';
  const kind = shop.scriptKind === 'module' ? html`type="module"` : html`defer`;
  return [...packs, 'waybill', 'json-ld'].flatMap((name) => {
    const file = `${name}.${extension}`;
    const integrity = getIntegrity(file);
    return integrity === '' ? [] : [html`<script ${kind} src="/waybill/${file}" integrity="${integrity}"></script>`];
  });
}
