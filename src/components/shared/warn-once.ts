const warnedTexts = new Set<string>();

/** Warns on the console, once for each text. A text contains no values, which may be personal data. */
export function warnOnce(text: string): void {
  if (warnedTexts.has(text)) return;
  warnedTexts.add(text);
  console.warn(`Waybill: ${text}`);
}
