/** Every element that is drawn inside. */
export function drawnIn(host: HTMLElement): HTMLElement[] {
  return [...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])].filter((each) => !/^(STYLE|SLOT)$/.test(each.tagName));
}

const told = [
  'display', 'font-size', 'font-weight', 'font-style', 'text-transform', 'letter-spacing', 'line-height',
  'white-space', 'list-style-type', 'text-align', 'text-indent', 'visibility', 'color', 'padding-top',
  'padding-left', 'margin-top', 'margin-bottom', 'border-top-width', 'border-left-width', 'box-sizing',
];

/** What an element inside stands in: a dialog stands apart. */
const frameOf = (each: Element, host: Element): DOMRect => (each.closest('dialog') ?? host).getBoundingClientRect();

/** How everything stands, relative to what it stands in, to a pixel, and how it is drawn. */
function metricsOf(host: HTMLElement): string[] {
  return [host, ...drawnIn(host)].map((each) => {
    const origin = frameOf(each, host);
    const box = each.getBoundingClientRect();
    const place = each.getClientRects().length === 0 ? 'no box' : [box.left - origin.left, box.top - origin.top, box.width, box.height].map(Math.round).join(' ');
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

/** Pieces of text that stand on one another or outside of what they stand in. */
export function collisions(host: HTMLElement): string[] {
  const texts: { text: string; frame: DOMRect; parent: Element; boxes: DOMRect[] }[] = [];
  const walker = document.createTreeWalker(host.shadowRoot as ShadowRoot, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement as HTMLElement;
    if (!node.textContent?.trim() || parent.closest('style, .visually-hidden, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    texts.push({ text: node.textContent, frame: frameOf(parent, host), parent, boxes: [...range.getClientRects()].filter(({ width }) => width > 0) });
  }
  const found: string[] = [];
  texts.forEach(({ text, frame, parent, boxes }, index) => {
    for (const box of boxes) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`"${text}" sticks out`);
      for (const other of texts.slice(index + 1)) {
        // A dialog covers what it asks about.
        if (parent.closest('dialog') !== other.parent.closest('dialog')) continue;
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
