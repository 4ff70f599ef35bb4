import { html, type Html } from '../html.ts';
import type { Product } from '../shops/shop.ts';
import { formatPageUrl } from '../session.ts';
import { calculateSubtotal } from '../cart.ts';
import { computeEstimates } from '../compute-estimates.ts';
import { formatEndpointUrl, formatTermsUrl } from '../estimate-links.ts';
import { getMessages } from '../i18n/index.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { formatPrice, renderPicture } from './fragments.ts';
import { renderEstimateElement, type Attributes } from './waybill-elements.ts';

/** Renders all products, each with a compact estimate. The elements share one request. */
export function renderListingPage(context: PageContext): Html {
  const { shop, session } = context;
  const title = getMessages(session.language).products;
  return renderLayout(context, {
    title,
    kind: 'listing',
    main: html`<h1>${title}</h1>
      <ul class="products" role="list">
        ${shop.products.map((product) => renderProductCard(context, product))}
      </ul>`,
  });
}

function renderProductCard(context: PageContext, product: Product): Html {
  const { shop, session } = context;
  const { id, name, byline, variants } = product;
  const [{ sku, price: amount }] = variants;
  const source: Attributes =
    shop.listing.from === 'endpoint'
      ? { endpoint: formatEndpointUrl(shop, session) }
      : { terms: formatTermsUrl(shop, session) };
  // As on the product page: shipping can be free from a cart value on.
  const subtotal = calculateSubtotal(shop, session.cart) + amount;
  const [fallback] = computeEstimates(shop, session, [{ sku, quantity: 1 }], { subtotal });
  return html`<li class="product-card">
    <div class="picture">${renderPicture(context, product)}</div>
    <h2 lang="${shop.language}" dir="auto"><a href="${formatPageUrl(shop, session, `p/${id}`)}">${name}</a></h2>
    ${byline !== undefined && html`<p class="by" lang="${shop.language}" dir="auto">${byline}</p>`}
    <p class="price">${formatPrice(context, amount)}</p>
    ${renderEstimateElement(context, { compact: true, ...source, sku, subtotal }, fallback)}
  </li>`;
}
