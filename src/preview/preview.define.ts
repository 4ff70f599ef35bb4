/** Shows the state that the attribute `preview` names, in all elements of the page and in those that are added later. */
import { showPreview } from './preview.ts';

function showAllPreviews(root: ParentNode): void {
  for (const element of root.querySelectorAll('[preview]')) {
    if (element.localName.startsWith('waybill-')) showPreview(element);
  }
}

function observePreviews(): void {
  new MutationObserver((mutations) => {
    for (const { target, type } of mutations) {
      if (type === 'childList') showAllPreviews(target as Element);
      else if ((target as Element).hasAttribute('preview')) showPreview(target as Element);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['preview'] });
  showAllPreviews(document);
}

// `document` is absent on a server that renders pages.
if ('document' in globalThis) observePreviews();
