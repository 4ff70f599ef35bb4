import { keepLettersAndDigits, MAX_CODE_LENGTH, toPlainCode } from './plain-code.ts';

/* Codes of countries and regions, as other systems print them: lower case, `UK`, `DE-BY`. */

/** Codes that the European Union and others use in place of the ISO code. */
const countryAliases: Record<string, string | undefined> = { UK: 'GB', EL: 'GR' };

/** ISO 3166-1 alpha-2, by the first letter, with `XK` for Kosovo. Engines know different lists. */
const secondLetters: Record<string, string | undefined> = {
  A: 'DEFGILMOQRSTUWXZ',
  B: 'ABDEFGHIJLMNOQRSTVWYZ',
  C: 'ACDFGHIKLMNORUVWXYZ',
  D: 'EJKMOZ',
  E: 'CEGHRST',
  F: 'IJKMOR',
  G: 'ABDEFGHILMNPQRSTUWY',
  H: 'KMNRTU',
  I: 'DELMNOQRST',
  J: 'EMOP',
  K: 'EGHIMNPRWYZ',
  L: 'ABCIKRSTUVY',
  M: 'ACDEFGHKLMNOPQRSTUVWXYZ',
  N: 'ACEFGILOPRUZ',
  O: 'M',
  P: 'AEFGHKLMNRSTWY',
  Q: 'A',
  R: 'EOSUW',
  S: 'ABCDEGHIJKLMNORSTVXYZ',
  T: 'CDFGHJKLMNORTVWZ',
  U: 'AGMSYZ',
  V: 'ACEGINU',
  W: 'FS',
  X: 'K',
  Y: 'ET',
  Z: 'AMW',
};

const countries = new Map<string, string | undefined>();

/** The ISO 3166-1 alpha-2 code in upper case that a text means; `undefined` if it means none, such as `France`. */
export function parseCountry(text: string): string | undefined {
  if (text.length > MAX_CODE_LENGTH) return undefined;
  if (!countries.has(text)) {
    if (countries.size >= 1000) countries.clear();
    const code = toPlainCode(text).toUpperCase();
    const country = countryAliases[code] ?? code;
    const isAssigned = country.length === 2 && secondLetters[country.charAt(0)]?.includes(country.charAt(1));
    countries.set(text, isAssigned ? country : undefined);
  }
  return countries.get(text);
}

/** Letters and digits after the dash of an ISO 3166-2 code. */
export const MAX_REGION_LENGTH = 3;

/** A region in upper case: of an ISO 3166-2 code the part after the dash, `BY` of `DE-BY`. */
export function normalizeRegion(text: string | undefined, country: string | undefined): string {
  const code = keepLettersAndDigits(text);
  const prefix = /^\s*(\p{L}{2})[-_\s]/u.exec(toPlainCode(text ?? ''))?.[1];
  const isPrefixed = prefix !== undefined && country !== undefined && parseCountry(prefix) === country;
  return isPrefixed ? code.slice(2) : code;
}
