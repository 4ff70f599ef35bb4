/** Publishes what every `<waybill-delivery-estimate json-ld>` of the page shows. */
import { setPublisher } from './publisher.ts';
import { publishStructuredData } from './structured-data.ts';

setPublisher((host, estimate) => {
  if (host.hasAttribute('json-ld')) publishStructuredData(host, estimate);
});

// Those that have drawn already draw again. A server that renders pages may import this too.
if ('document' in globalThis) {
  for (const element of document.querySelectorAll('waybill-delivery-estimate[json-ld]')) {
    (element as { requestUpdate?(): void }).requestUpdate?.();
  }
}
