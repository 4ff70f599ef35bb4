/** Publishes the deliveries of every `<waybill-delivery-estimate json-ld>` as schema.org JSON-LD. */
import { safeStringify } from '../../client/http/json.ts';
import type { Estimate } from '../../contract/estimate.ts';
import { toOfferShippingDetails } from '../../i18n/offer-shipping-details.ts';
import { setJsonLdHook } from './json-ld-hook.ts';

setJsonLdHook((host, estimates) => {
  if (host.jsonLd) renderJsonLdScript(host, estimates);
});

// Elements that were rendered before this module loaded. `document` is absent on a server that renders pages.
if ('document' in globalThis) {
  for (const element of document.querySelectorAll('waybill-delivery-estimate[json-ld]')) {
    (element as { requestUpdate?(): void }).requestUpdate?.();
  }
}

/**
 * Keeps one script among the children of the element, because search engines do not read shadow roots. It holds an object
 * for a single delivery, else an array, whichever estimate leads.
 */
function renderJsonLdScript(host: Element, estimates: readonly Estimate[]): void {
  const published = [...host.children].find(
    (child): child is HTMLScriptElement => child instanceof HTMLScriptElement && child.type === 'application/ld+json',
  );
  const deliveries = estimates.flatMap((estimate) => toOfferShippingDetails(estimate) ?? []);
  if (deliveries.length === 0) {
    published?.remove();
    return;
  }
  const text = safeStringify(deliveries.length > 1 ? deliveries : deliveries[0]).replace(/</g, '\\u003c');
  if (published?.text === text) return;
  const script = published ?? document.createElement('script');
  script.type = 'application/ld+json';
  // A text node, because `script.text` needs a TrustedScript on pages with Trusted Types.
  script.replaceChildren(text);
  if (!published) host.append(script);
}
