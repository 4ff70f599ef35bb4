import { keepLettersAndDigits, toPlainCode } from '../contract/plain-code.ts';

/*
 * How the postcodes of a country are built, so that a half of one is told from a whole one, and `E1 0AA` from `E10`.
 * Source: the Universal Postal Union's "Postal addressing systems", https://www.upu.int/en/postal-solutions/addressing.
 */

/**
 * `9`: a digit, `A`: a letter, `X`: either, with the spaces and dashes that the country writes. The shorter lengths that are
 * whole codes too follow in brackets.
 */
const structures: Record<string, string> = {
  '999': 'AD FO IS LS MG OM PG',
  '9999': 'AF AL AM AT AU AZ BD BE BG CH CV CX CY DK ET GE GL GW HU LI LR LU LV MD MK MZ NE NO NZ PH PY SI SJ TN VE ZA',
  '99999':
    'AX BA BT CR CU DE DO DZ EE EG ES FI FR GF GP GT HN HR ID IQ IT JO KE KR KW LA LK LT MA MC ME MM MQ MX MY ' +
    'NC NI NP PE PF PK PM RE RS SA SD SM SN TH TR UA UY VA WF XK YT ZM',
  '999 99': 'CZ GR SE SK',
  '99-999': 'PL',
  '999999': 'BY CN CO EC IN KG KZ NG RO RU SG TJ TM TT UZ',
  '9999999': 'CL',
  '999-9999': 'JP',
  '99999-999': 'BR',
  '99999-9999(5)': 'AS GU MP PR US VI',
  '9999-999(4)': 'PT',
  '9999999(5)': 'IL',
  '9999 AA(4)': 'NL',
  'A9A 9A9': 'CA',
  'AXX XXXX': 'IE',
  'AAA 9999': 'MT',
};

type Structure = { pattern: string; shortLength: number; format: string };

let structureByCountry: Map<string, Structure> | undefined;

function findStructure(country: string): Structure | undefined {
  structureByCountry ??= new Map(
    Object.entries(structures).flatMap(([key, countries]) => {
      const [format = '', short] = key.split(/[()]/);
      const pattern = format.replace(/[ -]/g, '');
      const structure = { pattern, shortLength: Number(short ?? pattern.length), format };
      return countries.split(' ').map((code): [string, Structure] => [code, structure]);
    }),
  );
  return structureByCountry.get(country);
}

/** Lowest and highest character at a place of a pattern. */
const bounds: Record<string, readonly [low: string, high: string]> = { '9': ['0', '9'], A: ['A', 'Z'], X: ['0', 'Z'] };

const boundsAt = (pattern: string, index: number): readonly [low: string, high: string] =>
  bounds[pattern.charAt(index)] ?? ['', ''];

/** Whether a code is built by the pattern as far as it goes. */
function fitsPattern(code: string, pattern: string): boolean {
  return (
    code.length <= pattern.length &&
    code.split('').every((char, index) => {
      const [low, high] = boundsAt(pattern, index);
      return low <= char && char <= high;
    })
  );
}

/** Great Britain and the islands with its postcodes: an outward part (`SW1A`) and an inward part (`1AA`). */
const isBritish = (country: string): boolean => /^(GB|GG|IM|JE)$/.test(country);

const outwardPart = /^[A-Z]{1,2}\d[A-Z\d]?$/;

/** The outward parts that the letters and digits of a British code may have, each with the rest after a space. */
function splitBritish(code: string): string[] {
  const whole = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/.exec(code);
  if (whole) return [`${whole[1]} ${whole[2]}`];
  const split = [1, 2].flatMap((length) => {
    const [outward, inward] = [code.slice(0, -length), code.slice(-length)];
    return outwardPart.test(outward) && /^\d[A-Z]?$/.test(inward) ? [`${outward} ${inward}`] : [];
  });
  return /^[A-Z]{1,2}(\d[A-Z\d]?)?$/.test(code) ? [code, ...split] : split;
}

/**
 * A postcode, or the start of one, in the form in which codes of a country are compared: letters and digits in upper case.
 * The country itself in front is left out (`D-80331`), and a British inward part stands after a space.
 */
export function normalizePostal(text: string | undefined, country: string): string {
  if (text === undefined || /^\d+$/.test(text)) return text ?? '';
  const plain = toPlainCode(text).trim().toUpperCase();
  const code = normalizeOwnCode(plain, country);
  if (fitsStructure(code, country)) return code;
  const [, prefix, separator, rest] = /^([A-Z]{1,3})([\s\p{Pd}]*)(.+)$/u.exec(plain) ?? [];
  if (!prefix || !rest || !(separator || country.startsWith(prefix))) return code;
  const own = normalizeOwnCode(rest, country);
  return fitsStructure(own, country) ? own : code;
}

/** Without the country in front. */
function normalizeOwnCode(plain: string, country: string): string {
  const code = keepLettersAndDigits(plain);
  if (!isBritish(country)) return code;
  const [, outward, rest] = /^([A-Z]{1,2}\d[A-Z\d]?)[^A-Z\d]+(.+)$/.exec(plain) ?? [];
  const inward = keepLettersAndDigits(rest);
  return outward && inward ? `${outward} ${inward}` : (splitBritish(code)[0] ?? code);
}

/** Whether a code is built as those of the country are, as far as it goes. */
function fitsStructure(code: string, country: string): boolean {
  if (isBritish(country)) return code.includes(' ') || splitBritish(code).length > 0;
  const pattern = findStructure(country)?.pattern;
  return pattern !== undefined && fitsPattern(code, pattern);
}

/**
 * The starts that a whole postcode may have, of which the customer has given a part; `undefined` for a code that is whole,
 * and for one that is not built as codes of the country are. Without a code, every code is possible.
 */
export function listPossibleStarts(code: string, country: string): string[] | undefined {
  if (code === '') return [''];
  if (isBritish(country)) {
    if (/ \d[A-Z]{2}$/.test(code)) return undefined;
    if (code.includes(' ')) return [code];
    const starts = splitBritish(code);
    return starts.length > 0 ? starts : undefined;
  }
  const pattern = findStructure(country)?.pattern;
  if (!pattern) return undefined;
  // The country in front of a code of digits, which is still to come.
  if (/^9+$/.test(pattern) && /^[A-Z]{1,3}$/.test(code)) return [''];
  return code.length < pattern.length && fitsPattern(code, pattern) ? [code] : undefined;
}

/**
 * Whether a postcode is a whole one of its country: not the half of one. `true` if the country has no known structure, and
 * for a code of another structure: it is compared as it is.
 *
 * @param country ISO 3166-1 alpha-2 in upper case.
 */
export function isWholePostcode(country: string, postal: string): boolean {
  const code = normalizePostal(postal, country);
  return (
    code !== '' &&
    (listPossibleStarts(code, country) === undefined || code.length === findStructure(country)?.shortLength)
  );
}

/** A postcode as the country writes it, to show its form; `undefined` if the structure is not known. */
export function createExamplePostcode(country: string): string | undefined {
  if (isBritish(country)) return 'SW1A 1AA';
  if (country === 'IE') return 'T12 X70A';
  const { format, pattern, shortLength } = findStructure(country) ?? {};
  // A ZIP code is usually written without its four digits more.
  const example = format?.slice(0, pattern?.length === 9 ? shortLength : undefined);
  // Digits with which the codes of many places begin: Berlin, New York, Stockholm, Tokyo, Reykjavík.
  return example?.replace(/9/g, (_, index: number) => '1011500000'.charAt(index));
}

/** A span of codes of one country, in the order of their characters; the end is excluded. */
export type PostalSpan = {
  start: string;
  end: string;
  /** `false` if the ends are built unlike the codes of the country. */
  isStructured: boolean;
  /** Whether the ends are longer than the codes of the country: no such code lies in the span. */
  isLonger: boolean;
};

/** Sorts after every code; at the end of a code, after all codes that start with it. */
export const LAST_CODE = '\uffff';

/** The codes between the codes that start with `low` and those that start with `high`, both included. */
export function toPostalSpan(low: string, high: string, country: string): PostalSpan {
  const pattern = findStructure(country)?.pattern;
  if (pattern && fitsPattern(low, pattern) && fitsPattern(high, pattern)) {
    const [start, end] = [padCode(low, pattern, 0), nextCode(padCode(high, pattern, 1), pattern)];
    return { start, end, isStructured: true, isLonger: false };
  }
  const isLonger = pattern !== undefined && low.length > pattern.length;
  return { start: low, end: high + LAST_CODE, isStructured: !pattern, isLonger };
}

/** Whether a code is a whole one of the known structure of its country. */
export function isStructuredCode(code: string, country: string): boolean {
  const pattern = findStructure(country)?.pattern;
  return pattern !== undefined && code.length === pattern.length && fitsPattern(code, pattern);
}

function padCode(code: string, pattern: string, bound: 0 | 1): string {
  const chars = pattern.split('').map((_, index) => code.charAt(index) || boundsAt(pattern, index)[bound]);
  return chars.join('');
}

/** The whole code after a whole code. */
function nextCode(code: string, pattern: string): string {
  for (let index = code.length - 1; index >= 0; index--) {
    const [, high] = boundsAt(pattern, index);
    const char = code.charAt(index);
    if (char === high) continue;
    // From 9 on to A in a place that holds either.
    const next = char === '9' && high > '9' ? 'A' : String.fromCharCode(char.charCodeAt(0) + 1);
    return code.slice(0, index) + next + padCode('', pattern, 0).slice(index + 1);
  }
  return code + LAST_CODE;
}
