/** Appends to a test title before its fault codes: `hidden [L04]` and ` (stream)` become `hidden (stream) [L04]`. */
export function extendTitle(title: string, text: string): string {
  return title.replace(/(?= \[[A-Z]\d\d(?:, [A-Z]\d\d)*\]$)|$/, text);
}
