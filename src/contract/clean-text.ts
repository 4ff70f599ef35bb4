/** In characters; what carriers send by mistake can be megabytes. */
const longestText = 500;

/** More marks on one letter than any script writes. */
const mostMarks = 4;

/**
 * Text of a carrier as plain text of one line: entities decoded, tags stripped, and all that
 * `plainText` does. A text that is nothing but tags is kept as it was written: it is only ever shown
 * as text, and shows that something came.
 */
export function cleanText(text: string): string {
  const short = shorten(text);
  if (!/[&<]/.test(short)) return plainText(short);
  // Decoding first: a tag may come as entities, and entities are text to whoever wrote them.
  const decoded = decodeEntities(short);
  return plainText(decoded.replace(/<[/!?]?[a-z-][^<>]*>/gi, ' ')) || plainText(short);
}

/**
 * Text without what could reach beyond its own place: control and direction characters, invisible
 * ones, floods of combining marks; at most 500 characters. Nothing in it is taken for markup.
 */
export function plainText(text: string): string {
  const short = shorten(text);
  // Of printable ASCII without runs of spaces there is nothing to take away.
  if (/^[!-~]*( [!-~]+)*$/.test(short)) return short;
  return short
    .replace(/\p{Cf}/gu, (mark, index: number) => (isJoiner(mark, short, index) ? mark : ''))
    .replace(/[\p{Cs}\p{Co}]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trimEnd()
    // A mark without a letter would sit on whatever stands before the text.
    .replace(/^[\s\p{M}]+/u, '')
    .replace(marksBeyondMost, '$1');
}

const marksBeyondMost = new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, 'gu');

/** Persian, Indic scripts and joined emoji are spelt with joiners; beside anything else they only hide. */
function isJoiner(mark: string, text: string, index: number): boolean {
  if (mark !== '\u200c' && mark !== '\u200d') return false;
  return isJoined(text.charAt(index - 1)) && isJoined(text.charAt(index + 1));
}

const isJoined = (unit: string): boolean => unit > '\u0600' && !/[\u1e00-\u2bff\u3000-\ud7ff]/.test(unit);

function shorten(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const namedEntities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (entity, decimal, hex, name) => {
    if (name) return namedEntities.get(String(name).toLowerCase()) ?? entity;
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
