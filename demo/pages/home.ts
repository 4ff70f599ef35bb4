import { html, type Html } from '../html.ts';
import type { Shop } from '../shops/shop.ts';
import { writeCart } from '../visit.ts';

/** Where the three shops are, and what to look at in each. */
export function homePage(shops: readonly Shop[]): Html {
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>Waybill demo</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/assets/bar.css" />
      <link rel="stylesheet" href="/assets/home.css" />
    </head>
    <body>
      <main>
        <h1>Waybill demo</h1>
        <p>
          Three shops with the terms that real ones publish. The bar on top of every page changes the language, where to
          deliver, and what time it is in the shop.
        </p>
        ${shops.map(shopEntry)}
      </main>
    </body>
  </html>`;
}

function shopEntry({ id, name, line, language, products, exampleCart }: Shop): Html {
  const cart = `cart=${encodeURIComponent(writeCart(exampleCart))}`;
  return html`<section>
    <h2 lang="${language}"><a href="/${id}/">${name}</a></h2>
    <p lang="${language}">${line}</p>
    <p>
      <a href="/${id}/">Listing</a> · <a href="/${id}/p/${products[0]?.id}">Product</a> ·
      <a href="/${id}/cart?${cart}">Cart</a> · <a href="/${id}/cart?${cart}&amp;ship=split">Cart, sent apart</a> ·
      <a href="/${id}/checkout?${cart}">Checkout</a> · <a href="/${id}/account">Orders</a> ·
      <a href="/${id}/staff">Staff</a> · <a href="/${id}/outbox">Messages</a> · <a href="/${id}/terms.json">Terms</a>
    </p>
  </section>`;
}
