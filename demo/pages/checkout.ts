import type { Estimate, MethodTerms } from '../../src/contract/index.ts';
import { html, type Html } from '../html.ts';
import { countryName } from '../text.ts';
import { destinationOf, href, subtotalOf } from '../visit.ts';
import { estimatesFor, readWay, termsAddress } from '../ways.ts';
import { wordsOf } from '../words/index.ts';
import { cartItems } from './cart.ts';
import { layout, type Place } from './layout.ts';
import { carriedFields, priceText, shippingPrice } from './parts.ts';
import { widget, type Attributes } from './widget.ts';

/** The kinds of methods, in the order in which they are offered. */
const KINDS = [
  ['delivery', 'toTheDoor'],
  ['pickup-point', 'pickupPoint'],
  ['store', 'store'],
] as const;

/** Every way the cart can go, each with its own date; the chosen one's is stored with the order. */
export function checkoutPage(place: Place): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const ways = estimatesFor(place.built, shop, visit, visit.cart).filter(({ unavailable }) => !unavailable);
  const [chosen] = KINDS.flatMap(([kind]) => ways.filter((way) => kindOf(place, way) === kind));
  return layout(place, {
    title: words.checkout,
    kind: 'checkout',
    scripts: ['items', 'checkout'],
    main: html`<h1>${words.checkout}</h1>
      ${addressForm(place)}
      ${chosen ? orderForm(place, ways, chosen) : noWay(place)}
      ${cartItems(place)}`,
  });
}

function addressForm(place: Place): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const { country, postal = '' } = destinationOf(visit);
  const countries = shop.countries.includes(country) ? shop.countries : [country, ...shop.countries];
  return html`<form class="address" action="/${shop.id}/checkout" method="get">
    ${carriedFields(place, 'to')}
    <h2>${words.destination}</h2>
    <label>${words.country}
      <select name="country" autocomplete="shipping country">
        ${countries.map(
          (code) => html`<option value="${code}" ${code === country && 'selected'}>
            ${countryName(code, visit.language)}
          </option>`,
        )}
      </select>
    </label>
    <label>${words.postal}
      <input name="postal" value="${postal}" autocomplete="shipping postal-code" maxlength="12" dir="ltr" />
    </label>
    <button>${words.update}</button>
  </form>`;
}

/** The widget says why there is no date, and asks for the postcode where that is all it lacks. */
function noWay(place: Place): Html {
  const { shop, visit } = place;
  const countries = shop.countries.join(' ');
  return widget(place, { terms: termsAddress(shop, visit), 'data-items': true, countries }, undefined);
}

function orderForm(place: Place, ways: readonly Estimate[], chosen: Estimate): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  return html`<form class="columns order" action="${href(shop, visit, 'orders')}" method="post" data-checkout>
    <input type="hidden" name="promise" />
    <fieldset class="ways">
      <legend>${words.method}</legend>
      ${KINDS.map(([kind, name]) => {
        const group = ways.filter((way) => kindOf(place, way) === kind);
        return group.length > 0 && html`<h3>${words[name]}</h3>
          ${group.map((way) => wayOption(place, way, way === chosen))}`;
      })}
    </fieldset>
    ${summary(place, chosen)}
  </form>`;
}

function wayOption(place: Place, estimate: Estimate, isChosen: boolean): Html {
  const { id, method, place: where } = estimate;
  const amount = method?.price?.amount ?? 0;
  return html`<label class="way">
    <input type="radio" name="way" value="${id}" data-price="${amount}" ${isChosen && 'checked'} />
    <span class="way-name" dir="auto">${where?.name ?? method?.name ?? id}</span>
    ${shippingPrice(place, amount)}
    ${where?.address !== undefined && html`<span class="way-address" dir="auto">${where.address}</span>`}
    ${widget(place, { compact: true, ...askFor(place, id) }, estimate)}
  </label>`;
}

function summary(place: Place, chosen: Estimate): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const currency = shop.terms.currency ?? 'EUR';
  const subtotal = subtotalOf(shop, visit.cart);
  const shipping = chosen.method?.price?.amount ?? 0;
  const row = (label: string, amount: number, name: string): Html =>
    html`<p class="sum">
      <span>${label}</span> <span class="price" data-sum="${name}">${priceText(place, amount)}</span>
    </p>`;
  return html`<section class="summary" data-subtotal="${subtotal}" data-currency="${currency}">
    <h2>${words.yourOrder}</h2>
    ${widget(place, { ...askFor(place, chosen.id), 'data-promise': true }, chosen)}
    ${row(words.subtotal, subtotal, 'subtotal')} ${row(words.shipping, shipping, 'shipping')}
    ${row(words.total, subtotal + shipping, 'total')}
    <button class="primary">${words.placeOrder}</button>
  </section>`;
}

/** Asks for the cart by one method, and to one place where there is one. */
function askFor({ shop, visit }: Place, way: string): Attributes {
  const subtotal = subtotalOf(shop, visit.cart);
  return { terms: termsAddress(shop, visit), subtotal, 'data-items': true, ...readWay(way) };
}

function kindOf({ shop }: Place, { method }: Estimate): MethodTerms['kind'] | undefined {
  return shop.terms.methods.find(({ id }) => id === method?.id)?.kind;
}
