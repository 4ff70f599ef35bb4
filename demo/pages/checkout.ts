import type { Estimate, MethodTerms } from 'waybill/contract';
import { html, type Html } from '../html.ts';
import { formatCountry } from '../formatting.ts';
import { calculateSubtotal } from '../cart.ts';
import { parseDestination, formatPageUrl } from '../session.ts';
import { computeEstimates, parseOptionId } from '../compute-estimates.ts';
import { formatTermsUrl } from '../estimate-links.ts';
import { getMessages } from '../i18n/index.ts';
import { renderCartData } from './cart.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { renderSessionFields, formatPrice, renderShippingPrice } from './fragments.ts';
import { renderEstimateElement, type Attributes } from './waybill-elements.ts';

/** The kinds of methods, in display order, with the message key of their heading. */
const methodKinds = [
  ['delivery', 'toTheDoor'],
  ['pickup-point', 'pickupPoint'],
  ['store', 'store'],
] as const;

/** Renders the delivery options of the cart, each with its estimate. The order stores the chosen estimate. */
export function renderCheckoutPage(context: PageContext): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const options = computeEstimates(shop, session, session.cart).filter(({ unavailable }) => !unavailable);
  const [chosen] = options;
  return renderLayout(context, {
    title: messages.checkout,
    kind: 'checkout',
    scripts: ['cart-items', 'checkout'],
    main: html`<h1>${messages.checkout}</h1>
      ${renderAddressForm(context)}
      ${chosen ? renderOrderForm(context, options, chosen) : renderNoOption(context)}
      ${renderCartData(context)}`,
  });
}

function renderAddressForm(context: PageContext): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const { country, postal = '' } = parseDestination(session);
  const countries = shop.countries.includes(country) ? shop.countries : [country, ...shop.countries];
  return html`<form class="address" action="/${shop.id}/checkout" method="get">
    ${renderSessionFields(context, 'to')}
    <h2>${messages.destination}</h2>
    <label>${messages.country}
      <select name="country" autocomplete="shipping country">
        ${countries.map(
          (code) => html`<option value="${code}" ${code === country && 'selected'}>
            ${formatCountry(code, session.language)}
          </option>`,
        )}
      </select>
    </label>
    <label>${messages.postal}
      <input name="postal" value="${postal}" autocomplete="shipping postal-code" maxlength="12" dir="ltr" />
    </label>
    <button>${messages.update}</button>
  </form>`;
}

/** The element explains why there is no date, and asks for a missing postcode. */
function renderNoOption(context: PageContext): Html {
  const { shop, session } = context;
  const countries = shop.countries.join(' ');
  return renderEstimateElement(
    context,
    { terms: formatTermsUrl(shop, session), 'data-items': true, countries },
    undefined,
  );
}

function renderOrderForm(context: PageContext, options: readonly Estimate[], chosen: Estimate): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  return html`<form class="columns order" action="${formatPageUrl(shop, session, 'orders')}" method="post" data-checkout>
    <input type="hidden" name="promise" />
    <fieldset class="delivery-options">
      <legend>${messages.method}</legend>
      ${methodKinds.map(([kind, name]) => {
        const group = options.filter((option) => getMethodKind(context, option) === kind);
        return (
          group.length > 0 &&
          html`<h3>${messages[name]}</h3>
          ${group.map((option) => renderDeliveryOption(context, option, option === chosen))}`
        );
      })}
    </fieldset>
    ${renderOrderTotals(context, chosen)}
  </form>`;
}

function renderDeliveryOption(context: PageContext, estimate: Estimate, isChosen: boolean): Html {
  const { id, method, place: where } = estimate;
  const amount = method?.price?.amount ?? 0;
  return html`<label class="delivery-option">
    <input type="radio" name="option" value="${id}" data-price="${amount}" ${isChosen && 'checked'} />
    <span class="delivery-option-name" dir="auto">${where?.name ?? method?.name ?? id}</span>
    ${renderShippingPrice(context, amount)}
    ${where?.address !== undefined && html`<span class="delivery-option-address" dir="auto">${where.address}</span>`}
    ${renderEstimateElement(context, { compact: true, ...estimateAttributes(context, id) }, estimate)}
  </label>`;
}

function renderOrderTotals(context: PageContext, chosen: Estimate): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const currency = shop.terms.currency ?? 'EUR';
  const subtotal = calculateSubtotal(shop, session.cart);
  const shipping = chosen.method?.price?.amount ?? 0;
  const row = (label: string, amount: number, name: string): Html =>
    html`<p class="sum">
      <span>${label}</span> <span class="price" data-sum="${name}">${formatPrice(context, amount)}</span>
    </p>`;
  return html`<section class="summary" data-subtotal="${subtotal}" data-currency="${currency}">
    <h2>${messages.yourOrder}</h2>
    ${renderEstimateElement(context, { ...estimateAttributes(context, chosen.id), 'data-promise': true }, chosen)}
    ${row(messages.subtotal, subtotal, 'subtotal')} ${row(messages.shipping, shipping, 'shipping')}
    ${row(messages.total, subtotal + shipping, 'total')}
    <button class="primary">${messages.placeOrder}</button>
  </section>`;
}

/** The attributes of an estimate element for one option of the cart. */
function estimateAttributes({ shop, session }: PageContext, optionId: string): Attributes {
  const subtotal = calculateSubtotal(shop, session.cart);
  return { terms: formatTermsUrl(shop, session), subtotal, 'data-items': true, ...parseOptionId(optionId) };
}

function getMethodKind({ shop }: PageContext, { method }: Estimate): MethodTerms['kind'] | undefined {
  return shop.terms.methods.find(({ id }) => id === method?.id)?.kind;
}
