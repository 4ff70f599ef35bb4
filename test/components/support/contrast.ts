type Rgb = readonly [red: number, green: number, blue: number];

const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** The color of layers on top of each other, in any CSS syntax. The first layer is opaque. */
function blend(layers: readonly string[]): Rgb {
  if (!context) throw new Error('no canvas');
  for (const layer of layers) {
    context.fillStyle = layer;
    context.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Relative luminance of WCAG 2. */
function luminanceOf(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color
    .map((channel) => channel / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of a color with the layers behind it, from 1 to 21. */
export function contrastOf(color: string, background: readonly string[]): number {
  const [one, other] = [luminanceOf(blend(background)), luminanceOf(blend([...background, color]))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The backgrounds behind an element, from the page's to its own. */
export function backgroundsOf(element: Element): string[] {
  const parent = element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  return [...(parent ? backgroundsOf(parent) : ['white']), getComputedStyle(element).backgroundColor];
}

/** Every rendered text of a shadow root with the contrast of its color, the lowest first. */
export function measureTexts(host: Element): { text: string; contrast: number }[] {
  const walker = document.createTreeWalker(host.shadowRoot as ShadowRoot, NodeFilter.SHOW_TEXT);
  const texts: { text: string; contrast: number }[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim();
    if (!text || !parent || parent.closest('style, .visually-hidden')) continue;
    if (parent.getClientRects().length === 0) continue;
    texts.push({ text, contrast: contrastOf(getComputedStyle(parent).color, backgroundsOf(parent)) });
  }
  return texts.toSorted((one, other) => one.contrast - other.contrast);
}
