/** Shows every element of the page with a `preview` attribute in the state it names, also those that come later. */
import { showPreview } from './preview.ts';

function showAll(root: ParentNode): void {
  for (const element of root.querySelectorAll('[preview]')) {
    if (element.localName.startsWith('waybill-')) showPreview(element);
  }
}

function watch(): void {
  new MutationObserver((mutations) => {
    for (const { target, type } of mutations) {
      if (type === 'childList') showAll(target as Element);
      else if ((target as Element).hasAttribute('preview')) showPreview(target as Element);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['preview'] });
  showAll(document);
}

// A server that renders pages may import this too.
if ('document' in globalThis) watch();
