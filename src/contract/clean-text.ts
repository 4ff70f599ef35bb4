/** In characters. Carriers send megabytes by mistake. */
const MAX_LENGTH = 500;

/** The most combining marks on one letter in any script. */
const MAX_MARKS = 4;

/**
 * Converts text of a carrier to one line of plain text: decodes entities, strips tags and applies `plainText`.
 * Text that consists of tags alone is kept as written. The result is always rendered as text.
 */
export function cleanText(text: string): string {
  const short = shorten(text);
  if (!/[&<]/.test(short)) return plainText(short);
  // Decode first, because a tag may be written in entities.
  const decoded = decodeEntities(short);
  return plainText(decoded.replace(/<[/!?]?[a-z-][^<>]*>/gi, ' ')) || plainText(short);
}

/**
 * Removes characters that affect text around them: control, direction and invisible characters, and excessive
 * combining marks. Cuts at 500 characters. Does not interpret markup.
 */
export function plainText(text: string): string {
  const short = shorten(text);
  // Printable ASCII without runs of spaces needs no change.
  if (/^[!-~]*( [!-~]+)*$/.test(short)) return short;
  return (
    short
      .replace(/\p{Cf}/gu, (mark, index: number) => (isJoiner(mark, short, index) ? mark : ''))
      .replace(/[\p{Cs}\p{Co}]/gu, '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trimEnd()
      // A leading mark would combine with the character before the text.
      .replace(/^[\s\p{M}]+/u, '')
      .replace(excessMarks, '$1')
  );
}

const excessMarks = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu');

/** Persian, Indic scripts and emoji need joiners. Next to other characters joiners are only invisible. */
function isJoiner(mark: string, text: string, index: number): boolean {
  if (mark !== '\u200c' && mark !== '\u200d') return false;
  return isJoined(text.charAt(index - 1)) && isJoined(text.charAt(index + 1));
}

const isJoined = (unit: string): boolean => unit > '\u0600' && !/[\u1e00-\u2bff\u3000-\ud7ff]/.test(unit);

function shorten(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
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
