/** Every element that is drawn inside. */
export function drawnIn(host: HTMLElement): HTMLElement[] {
  return [...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])].filter((each) => !/^(STYLE|SLOT)$/.test(each.tagName));
}

const told = [
  'display', 'font-size', 'font-weight', 'font-style', 'text-transform', 'letter-spacing', 'line-height',
  'white-space', 'list-style-type', 'text-align', 'text-indent', 'visibility', 'color', 'padding-top',
  'padding-left', 'margin-top', 'margin-bottom', 'border-top-width', 'border-left-width', 'box-sizing',
];

/** How everything stands, relative to the host, to a pixel, and how it is drawn. */
function metricsOf(host: HTMLElement): string[] {
  const origin = host.getBoundingClientRect();
  return [host, ...drawnIn(host)].map((each) => {
    const box = each.getBoundingClientRect();
    const place = [box.left - origin.left, box.top - origin.top, box.width, box.height].map(Math.round).join(' ');
    const computed = getComputedStyle(each);
    const values = each === host ? [] : told.map((name) => `${name}: ${computed.getPropertyValue(name)}`);
    return [each.getAttribute('part') ?? each.tagName, place, ...values].join('; ');
  });
}

/** What stands or looks otherwise than in the other page. */
export function changesOf(host: HTMLElement, other: HTMLElement): string[] {
  const expected = metricsOf(other);
  return metricsOf(host).flatMap((metrics, index) => (metrics === expected[index] ? [] : `${metrics} WAS ${expected[index]}`));
}

/** Pieces of text that stand on one another or outside of the host. */
export function collisions(host: HTMLElement): string[] {
  const frame = host.getBoundingClientRect();
  const texts: { text: string; boxes: DOMRect[] }[] = [];
  const walker = document.createTreeWalker(host.shadowRoot as ShadowRoot, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement as HTMLElement;
    if (!node.textContent?.trim() || parent.closest('style, .visually-hidden, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    texts.push({ text: node.textContent, boxes: [...range.getClientRects()].filter(({ width }) => width > 0) });
  }
  const found: string[] = [];
  texts.forEach(({ text, boxes }, index) => {
    for (const box of boxes) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`"${text}" sticks out`);
      for (const other of texts.slice(index + 1)) {
        if (other.boxes.some((it) => isOn(it, box))) found.push(`"${text}" on "${other.text}"`);
      }
    }
  });
  return found;
}

/** More than line boxes that only touch. */
function isOn(one: DOMRect, other: DOMRect): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 1 && height > other.height / 3;
}
