import { html, type Html } from '../html.ts';
import { textIn, type Product, type Variant } from '../shops/shop.ts';
import { subtotalOf } from '../visit.ts';
import { estimatesFor, termsAddress } from '../ways.ts';
import { wordsOf, type Language } from '../words/index.ts';
import { layout, type Place } from './layout.ts';
import { carriedFields, price } from './parts.ts';
import { widget } from './widget.ts';

/** One product: what is chosen of it, and how many, changes when it arrives. */
export function productPage(place: Place, product: Product): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const { name, by, drawing, variants } = product;
  const [{ sku, price: amount }] = variants;
  const [known] = estimatesFor(place.built, shop, visit, [{ sku, quantity: 1 }]);
  const inCart = subtotalOf(shop, visit.cart);
  return layout(place, {
    title: name,
    kind: 'product',
    scripts: ['product'],
    main: html`<div class="picture">${drawing}</div>
      <div class="facts">
        <h1 lang="${shop.language}" dir="auto">${name}</h1>
        ${by !== undefined && html`<p class="by" lang="${shop.language}" dir="auto">${by}</p>`}
        ${about(product, visit.language)}
        <form class="choose" action="/${shop.id}/cart" method="get" data-in-cart="${inCart}">
          ${carriedFields(place)}
          <div class="variants">
            ${variants.length > 1
              ? variants.map((variant, index) => choice(place, variant, index === 0))
              : onlyVariant(place, variants[0])}
          </div>
          <label class="quantity">
            ${words.quantity} <input type="number" name="quantity" value="1" min="1" max="99" required />
          </label>
          <button class="primary">${words.addToCart}</button>
        </form>
        <section class="delivery" aria-label="${words.delivery}">
          ${widget(
            place,
            {
              terms: termsAddress(shop, visit),
              sku,
              quantity: 1,
              subtotal: inCart + amount,
              countries: shop.countries.join(' '),
              'json-ld': true,
            },
            known,
          )}
        </section>
      </div>`,
  });
}

function about({ about: text }: Product, language: Language): Html {
  const shown = textIn(text, language);
  const spoken = Object.keys(text).find((tag) => text[tag] === shown);
  return html`<p class="about" ${spoken !== undefined && html`lang="${spoken}"`} dir="auto">${shown}</p>`;
}

function choice(place: Place, variant: Variant, isFirst: boolean): Html {
  const { sku, price: amount } = variant;
  return html`<label class="variant">
    <input type="radio" name="add" value="${sku}" data-price="${amount}" ${isFirst && 'checked'} />
    ${nameAndPrice(place, variant)}
  </label>`;
}

function onlyVariant(place: Place, variant: Variant): Html {
  const { sku, price: amount } = variant;
  return html`<p class="variant">
    <input type="hidden" name="add" value="${sku}" data-price="${amount}" /> ${nameAndPrice(place, variant)}
  </p>`;
}

function nameAndPrice(place: Place, { name, price: amount }: Variant): Html {
  const shown = name !== undefined && html`<span dir="auto">${textIn(name, place.visit.language)}</span>`;
  return html`${shown} ${price(place, amount)}`;
}
