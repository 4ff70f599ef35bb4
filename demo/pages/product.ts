import { html, type Html } from '../html.ts';
import { selectText, type Product, type Variant } from '../shops/shop.ts';
import { calculateSubtotal } from '../cart.ts';
import { computeEstimates } from '../compute-estimates.ts';
import { formatTermsUrl } from '../estimate-links.ts';
import { getMessages, type Language } from '../i18n/index.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { renderSessionFields, renderPicture, renderPrice } from './fragments.ts';
import { renderEstimateElement } from './waybill-elements.ts';

/** Renders one product. Its variant and quantity change the estimate. */
export function renderProductPage(context: PageContext, product: Product): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const { name, byline, variants } = product;
  const [{ sku, price: amount }] = variants;
  const inCart = calculateSubtotal(shop, session.cart);
  const subtotal = inCart + amount;
  const [fallback] = computeEstimates(shop, session, [{ sku, quantity: 1 }], { subtotal });
  return renderLayout(context, {
    title: name,
    kind: 'product',
    scripts: ['product'],
    main: html`<div class="picture">${renderPicture(context, product)}</div>
      <div class="facts">
        <h1 lang="${shop.language}" dir="auto">${name}</h1>
        ${byline !== undefined && html`<p class="by" lang="${shop.language}" dir="auto">${byline}</p>`}
        ${renderDescription(product, session.language)}
        <form class="choose" action="/${shop.id}/cart" method="get" data-in-cart="${inCart}">
          ${renderSessionFields(context)}
          <div class="variants">
            ${
              variants.length > 1
                ? variants.map((variant, index) => renderVariantOption(context, variant, index === 0))
                : renderSingleVariant(context, variants[0])
            }
          </div>
          <label class="quantity">
            ${messages.quantity} <input type="number" name="quantity" value="1" min="1" max="99" required />
          </label>
          <button class="primary">${messages.addToCart}</button>
        </form>
        <section class="delivery" aria-label="${messages.delivery}">
          ${renderEstimateElement(
            context,
            {
              terms: formatTermsUrl(shop, session),
              sku,
              quantity: 1,
              subtotal,
              countries: shop.countries.join(' '),
              'json-ld': true,
            },
            fallback,
          )}
        </section>
      </div>`,
  });
}

function renderDescription({ description: text }: Product, language: Language): Html {
  const shown = selectText(text, language);
  const textLanguage = Object.keys(text).find((tag) => text[tag] === shown);
  return html`<p class="about" ${textLanguage !== undefined && html`lang="${textLanguage}"`} dir="auto">${shown}</p>`;
}

function renderVariantOption(context: PageContext, variant: Variant, isFirst: boolean): Html {
  const { sku, price: amount } = variant;
  return html`<label class="variant">
    <input type="radio" name="add" value="${sku}" data-price="${amount}" ${isFirst && 'checked'} />
    ${renderNameAndPrice(context, variant)}
  </label>`;
}

function renderSingleVariant(context: PageContext, variant: Variant): Html {
  const { sku, price: amount } = variant;
  return html`<p class="variant">
    <input type="hidden" name="add" value="${sku}" data-price="${amount}" /> ${renderNameAndPrice(context, variant)}
  </p>`;
}

function renderNameAndPrice(context: PageContext, { name, price: amount }: Variant): Html {
  const shown = name !== undefined && html`<span dir="auto">${selectText(name, context.session.language)}</span>`;
  return html`${shown} ${renderPrice(context, amount)}`;
}
