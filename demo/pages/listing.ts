import { html, type Html } from '../html.ts';
import type { Product } from '../shops/shop.ts';
import { href } from '../visit.ts';
import { endpointAddress, estimatesFor, termsAddress } from '../ways.ts';
import { wordsOf } from '../words/index.ts';
import { layout, type Place } from './layout.ts';
import { priceText } from './parts.ts';
import { widget, type Attributes } from './widget.ts';

/** All products, each with one quiet line: the widgets ask together, in one request. */
export function listing(place: Place): Html {
  const { shop, visit } = place;
  const title = wordsOf(visit.language).products;
  return layout(place, {
    title,
    kind: 'listing',
    main: html`<h1>${title}</h1>
      <ul class="products" role="list">
        ${shop.products.map((product) => card(place, product))}
      </ul>`,
  });
}

function card(place: Place, { id, name, by, drawing, variants }: Product): Html {
  const { shop, visit } = place;
  const [{ sku, price: amount }] = variants;
  const { from, method } = shop.listing;
  const source: Attributes =
    from === 'endpoint' ? { endpoint: endpointAddress(shop, visit) } : { terms: termsAddress(shop, visit) };
  const [known] = estimatesFor(place.built, shop, visit, [{ sku, quantity: 1 }], { ...(method && { method }) });
  return html`<li class="product-card">
    <div class="picture">${drawing}</div>
    <h2 lang="${shop.language}" dir="auto"><a href="${href(shop, visit, `p/${id}`)}">${name}</a></h2>
    ${by !== undefined && html`<p class="by" lang="${shop.language}" dir="auto">${by}</p>`}
    <p class="price">${priceText(place, amount)}</p>
    ${widget(place, { compact: true, ...source, sku, method }, known)}
  </li>`;
}
