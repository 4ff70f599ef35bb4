import { html, type Html } from '../html.ts';
import type { Shop } from '../shops/shop.ts';
import { serializeCart } from '../cart.ts';
import { renderDocument } from './document.ts';

/** Renders the start page: the shops, with links to their pages. */
export function renderHomePage(shops: readonly Shop[]): Html {
  return renderDocument({
    language: 'en',
    title: 'Waybill demo',
    styles: ['demo-bar', 'home'],
    body: html`<body>
      <main>
        <h1>Waybill demo</h1>
        <p>
          Three shops with the terms that real ones publish. The bar on top of every page changes the language, the
          destination and the shop’s time.
        </p>
        ${shops.map(renderShopEntry)}
      </main>
    </body>`,
  });
}

function renderShopEntry({ id, name, tagline, language, products, exampleCart }: Shop): Html {
  const cart = `cart=${encodeURIComponent(serializeCart(exampleCart))}`;
  return html`<section>
    <h2 lang="${language}"><a href="/${id}/">${name}</a></h2>
    <p lang="${language}">${tagline}</p>
    <p>
      <a href="/${id}/">Listing</a> · <a href="/${id}/p/${products[0]?.id}">Product</a> ·
      <a href="/${id}/cart?${cart}">Cart</a> · <a href="/${id}/cart?${cart}&amp;ship=split">Cart, sent apart</a> ·
      <a href="/${id}/checkout?${cart}">Checkout</a> · <a href="/${id}/account">Orders</a> ·
      <a href="/${id}/staff">Staff</a> · <a href="/${id}/notifications">Messages</a> · <a href="/${id}/terms.json">Terms</a>
    </p>
  </section>`;
}
