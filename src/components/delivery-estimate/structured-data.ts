import { serialize } from '../../client/serialize.ts';
import type { Estimate } from '../../contract/estimate.ts';
import { toOfferShippingDetails } from '../../i18n/schema-org.ts';

/** Keeps one JSON-LD script beside the element's other children, where search engines read it. */
export function publishStructuredData(host: Element, estimate: Estimate | undefined): void {
  const published = [...host.children].find(
    (child): child is HTMLScriptElement => child instanceof HTMLScriptElement && child.type === 'application/ld+json',
  );
  const data = estimate && toOfferShippingDetails(estimate);
  if (!data) {
    published?.remove();
    return;
  }
  const text = serialize(data).replace(/</g, '\\u003c');
  if (published?.text === text) return;
  const script = published ?? document.createElement('script');
  script.type = 'application/ld+json';
  // As a child: where trusted types are required, `text` takes no text.
  script.replaceChildren(text);
  if (!published) host.append(script);
}
