import type { Built } from '../dist.ts';
import { html, type Html } from '../html.ts';
import type { Shop } from '../shops/shop.ts';
import { href, type Visit } from '../visit.ts';
import { directionOf, wordsOf } from '../words/index.ts';
import { bar } from './bar.ts';

/** What every page of a shop needs to know. */
export type Place = { built: Built; shop: Shop; visit: Visit; path: string };

export type Content = {
  title: string;
  /** Names the page for its style. */
  kind: string;
  /** The shop's own scripts, from demo/public. They stand before the widget, so that they hear its first event. */
  scripts?: readonly string[];
  main: Html | readonly Html[];
  /** The demo's own controls for this page, apart from the shop. */
  panel?: Html | undefined;
};

/** A whole page, with the widget's files in it the way a shop would put them. */
export function layout(place: Place, { title, kind, scripts = [], main, panel }: Content): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const pieces = visit.cart.reduce((sum, { quantity }) => sum + quantity, 0);
  return html`<html lang="${visit.language}" dir="${directionOf(visit.language)}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title} – ${shop.name}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/assets/bar.css" />
      <link rel="stylesheet" href="/assets/shop.css" />
      <link rel="stylesheet" href="/assets/${shop.id}.css" />
      ${['clock', 'destination', ...scripts].map(
        (name) => html`<script type="module" src="/assets/${name}.js"></script>`,
      )}
      ${widgetScripts(place)}
    </head>
    <body class="${kind}" data-to="${visit.to}">
      ${bar(place)} ${panel}
      <header class="shop-header">
        <p class="shop-name"><a href="${href(shop, visit, '')}" lang="${shop.language}">${shop.name}</a></p>
        <p class="shop-line" lang="${shop.language}" dir="auto">${shop.line}</p>
        <nav class="shop-nav">
          <a href="${href(shop, visit, '')}">${words.products}</a>
          <a href="${href(shop, visit, 'cart')}">${words.cart}${pieces > 0 && ` (${pieces})`}</a>
          <a href="${href(shop, visit, 'account')}">${words.orders}</a>
        </nav>
      </header>
      <main>${main}</main>
    </body>
  </html>`;
}

/**
 * English is built in; any other language is one more file for each widget that speaks it. The languages come first, so
 * that the first request for estimates already names one.
 */
function widgetScripts({ built, shop, visit }: Place): Html[] {
  const { language } = visit;
  const packs = language === 'en' ? [] : ['', 'order/', 'cancel/'].map((widget) => `messages/${widget}${language}`);
  const files = [...packs, 'waybill', 'json-ld'].map((name) => (shop.scripts === 'module' ? `${name}.js` : `${name}.iife.js`));
  return files.filter((file) => built.integrity(file) !== '').map((file) => {
    const kind = shop.scripts === 'module' ? html`type="module"` : html`defer`;
    return html`<script ${kind} src="/waybill/${file}" integrity="${built.integrity(file)}"></script>`;
  });
}
