const warnedTexts = new Set<string>();

/** Warns on the console, once for each text. A text contains no values but codes of the page: others may be personal data. */
export function warnOnce(text: string): void {
  if (warnedTexts.has(text)) return;
  warnedTexts.add(text);
  console.warn(`Waybill: ${text}`);
}

/**
 * Warns that the text of an attribute or a property is no code. `noun` is "country", `format` what a code looks like, and
 * `effect` what the element does without it.
 */
export function warnOfNoCode(name: string, text: string, noun: string, format: string, effect: string): void {
  warnOnce(`${name}=${JSON.stringify(text.slice(0, 40))} is no ${noun}: expected ${format}. ${effect}`);
}
