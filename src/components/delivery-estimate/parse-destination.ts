import { MAX_REGION_LENGTH, parseCountry, normalizeRegion } from '../../contract/place-codes.ts';
import { keepLettersAndDigits, toPlainCode } from '../../contract/plain-code.ts';
import type { Destination } from '../../contract/primitives.ts';
import { warnOfNoCode, warnOnce } from '../shared/warn-once.ts';

/** A destination as a page or a customer writes it. Scripts and frameworks may set numbers. */
type WrittenDestination = { country?: WrittenCode; region?: WrittenCode; postal?: WrittenCode };

type WrittenCode = string | number | null | undefined;

const COUNTRY_FORMAT = 'two letters of ISO 3166-1 such as FR';

/**
 * The destination in the codes of the contract, as it is requested and shown. `undefined` without a country; `null` if the
 * country is no code: nothing is known about such a destination.
 */
export function parseDestination(written: WrittenDestination): Destination | null | undefined {
  const country = String(written.country ?? '');
  const region = String(written.region ?? '');
  const postal = String(written.postal ?? '');
  const isWritten = country.trim() !== '';
  const code = isWritten ? parseCountry(country) : parseCountryOfRegion(region);
  if (code !== undefined) {
    return { country: code, region: parseRegionCode(region, code), postal: parsePostal(postal) };
  }
  if (!isWritten) {
    for (const [name, text] of [['region', region] as const, ['postal', postal] as const]) {
      if (text.trim()) warnOnce(`delivery-estimate: ${name}: set "country" too. Without it the ${name} is ignored.`);
    }
    return undefined;
  }
  warn('country', country, 'country', COUNTRY_FORMAT, 'No estimate is requested.');
  return null;
}

/** A postcode in ASCII digits and Latin letters; `undefined` without a letter or a digit. */
export function parsePostal(postal: string): string | undefined {
  const code = toPlainCode(postal);
  return keepLettersAndDigits(code) ? code : undefined;
}

/** The codes of a list such as `DE AT CH`. Other entries are left out. */
export function parseCountries(list: string | readonly string[] | null | undefined): string[] {
  const entries = String(list ?? '')
    .split(/[\s,;|]+/)
    .filter(Boolean);
  return entries.flatMap((entry) => {
    const code = parseCountry(entry);
    if (code === undefined) warn('countries', entry, 'country', COUNTRY_FORMAT, 'The form does not offer it.');
    return code ?? [];
  });
}

/** The country of `DE-BY`. */
function parseCountryOfRegion(region: string): string | undefined {
  const [, prefix] = /^(\p{L}{2})[-_]/u.exec(toPlainCode(region)) ?? [];
  return prefix === undefined ? undefined : parseCountry(prefix);
}

function parseRegionCode(region: string, country: string): string | undefined {
  const code = normalizeRegion(region, country);
  const owner = parseCountryOfRegion(region) ?? country;
  if (code.length <= MAX_REGION_LENGTH && owner === country) return code || undefined;
  warn('region', region, 'region', 'the part after the dash of ISO 3166-2 such as BY of DE-BY', 'It is ignored.');
  return undefined;
}

const warn = (attribute: string, text: string, noun: string, format: string, effect: string): void =>
  warnOfNoCode(`delivery-estimate: ${attribute}`, text, noun, format, effect);
