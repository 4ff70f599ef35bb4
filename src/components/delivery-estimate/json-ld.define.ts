/** Publishes the estimate of every `<waybill-delivery-estimate json-ld>` as schema.org JSON-LD. */
import { safeStringify } from '../../client/http/json.ts';
import type { Estimate } from '../../contract/estimate.ts';
import { toOfferShippingDetails } from '../../i18n/offer-shipping-details.ts';
import { setJsonLdHook } from './json-ld-hook.ts';

setJsonLdHook((host, estimate) => {
  if (host.jsonLd) renderJsonLdScript(host, estimate);
});

// Elements that were rendered before this module loaded. `document` is absent on a server that renders pages.
if ('document' in globalThis) {
  for (const element of document.querySelectorAll('waybill-delivery-estimate[json-ld]')) {
    (element as { requestUpdate?(): void }).requestUpdate?.();
  }
}

/** Keeps one script among the children of the element, because search engines do not read shadow roots. */
function renderJsonLdScript(host: Element, estimate: Estimate | undefined): void {
  const published = [...host.children].find(
    (child): child is HTMLScriptElement => child instanceof HTMLScriptElement && child.type === 'application/ld+json',
  );
  const data = estimate && toOfferShippingDetails(estimate);
  if (!data) {
    published?.remove();
    return;
  }
  const text = safeStringify(data).replace(/</g, '\\u003c');
  if (published?.text === text) return;
  const script = published ?? document.createElement('script');
  script.type = 'application/ld+json';
  // A text node, because `script.text` needs a TrustedScript on pages with Trusted Types.
  script.replaceChildren(text);
  if (!published) host.append(script);
}
