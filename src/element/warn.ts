const given = new Set<string>();

/** Warns the page's developer, once for each text. Never carries values: they may be a customer's. */
export function warnOnce(text: string): void {
  if (given.has(text)) return;
  given.add(text);
  console.warn(`Waybill: ${text}`);
}
