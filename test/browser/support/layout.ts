/** All rendered elements inside an element. */
export function getRenderedElements(host: HTMLElement): HTMLElement[] {
  return [...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])].filter(
    (element) => !/^(STYLE|SLOT)$/.test(element.tagName),
  );
}

const comparedProperties = [
  'display',
  'font-size',
  'font-weight',
  'font-style',
  'text-transform',
  'letter-spacing',
  'line-height',
  'white-space',
  'list-style-type',
  'text-align',
  'text-indent',
  'visibility',
  'color',
  'padding-top',
  'padding-left',
  'margin-top',
  'margin-bottom',
  'border-top-width',
  'border-left-width',
  'box-sizing',
];

/** The container that positions an element: its dialog or the host. */
const frameOf = (element: Element, host: Element): DOMRect =>
  (element.closest('dialog') ?? host).getBoundingClientRect();

/** Positions relative to the container, rounded to pixels, and computed styles of all elements inside. */
function measureLayout(host: HTMLElement): string[] {
  return [host, ...getRenderedElements(host)].map((element) => {
    const origin = frameOf(element, host);
    const box = element.getBoundingClientRect();
    const position =
      element.getClientRects().length === 0
        ? 'no box'
        : [box.left - origin.left, box.top - origin.top, box.width, box.height].map(Math.round).join(' ');
    const computed = getComputedStyle(element);
    const values =
      element === host ? [] : comparedProperties.map((name) => `${name}: ${computed.getPropertyValue(name)}`);
    return [element.getAttribute('part') ?? element.tagName, position, ...values].join('; ');
  });
}

/** The elements whose position or style differs between two pages. */
export function findLayoutChanges(host: HTMLElement, other: HTMLElement): string[] {
  const expected = measureLayout(other);
  return measureLayout(host).flatMap((metrics, index) =>
    metrics === expected[index] ? [] : `${metrics} WAS ${expected[index]}`,
  );
}

/** Texts that overlap each other or overflow their container. */
export function findOverlaps(host: HTMLElement): string[] {
  const texts: { text: string; frame: DOMRect; parent: Element; boxes: DOMRect[] }[] = [];
  const walker = document.createTreeWalker(host.shadowRoot as ShadowRoot, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement as HTMLElement;
    if (!node.textContent?.trim() || parent.closest('style, .visually-hidden, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    texts.push({
      text: node.textContent,
      frame: frameOf(parent, host),
      parent,
      boxes: [...range.getClientRects()].filter(({ width }) => width > 0),
    });
  }
  const overlaps: string[] = [];
  texts.forEach(({ text, frame, parent, boxes }, index) => {
    for (const box of boxes) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1) overlaps.push(`"${text}" overflows`);
      for (const other of texts.slice(index + 1)) {
        // A dialog covers other content on purpose.
        if (parent.closest('dialog') !== other.parent.closest('dialog')) continue;
        if (other.boxes.some((otherBox) => overlap(otherBox, box))) overlaps.push(`"${text}" on "${other.text}"`);
      }
    }
  });
  return overlaps;
}

/** Touching line boxes do not overlap. */
function overlap(first: DOMRect, other: DOMRect): boolean {
  const width = Math.min(first.right, other.right) - Math.max(first.left, other.left);
  const height = Math.min(first.bottom, other.bottom) - Math.max(first.top, other.top);
  return width > 1 && height > other.height / 3;
}
