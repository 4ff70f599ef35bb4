import type { Page } from 'playwright-core';

/** Finds the elements that reach beyond the left or right edge of the window, also inside shadow roots. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const { scrollWidth } = document.scrollingElement as Element;
    const overflowing: string[] = scrollWidth > width ? [`the page scrolls sideways to ${scrollWidth}`] : [];
    const search = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        const box = element.getBoundingClientRect();
        // Visually hidden texts are one pixel wide.
        if (box.width > 1 && (box.left < -0.5 || box.right > width + 0.5))
          overflowing.push(`${element.localName} ${element.getAttribute('part')}`);
        if (element.shadowRoot) search(element.shadowRoot);
      }
    };
    search(document.body);
    return overflowing;
  });
}
