/*
 * The first normalizing step for all codes and times, wherever they enter: attributes, properties, requests, terms,
 * responses, orders and scans.
 */

/** The letters and digits of a code, in upper case. */
export function keepLettersAndDigits(text: string | undefined): string {
  return toPlainCode(text ?? '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** In characters. Longer texts are no codes, and stay as they are. */
export const MAX_CODE_LENGTH = 100;

/** A code without white space around it, with ASCII letters for full-width ones, and ASCII digits for those of any script. */
export function toPlainCode(text: string): string {
  return text.length > MAX_CODE_LENGTH || /^[!-~]*$/.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
        .trim();
}

/** The value of a decimal digit. The ten digits of every script follow each other. */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return codePoint - zero;
}
