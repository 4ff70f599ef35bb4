import type { Issue } from '../contract/parse.ts';
import type { Instant } from '../contract/primitives.ts';
import type { ShopTerms } from '../contract/shop-terms.ts';
import { findCalendars } from './check/calendars.ts';
import type { Finding } from './check/finding.ts';
import { findIds } from './check/ids.ts';
import { findMethods } from './check/methods.ts';
import { findOrigins } from './check/origins.ts';
import { findPlaces } from './check/places.ts';
import { findProducts } from './check/products.ts';
import { findZones } from './check/zones.ts';

const fields = ['currency', 'defaultDestination', 'origins', 'zones', 'methods', 'places', 'products'];

/** Where a finding stands: by field, and in its list. */
function rank({ path }: Finding): number {
  const [field = '', index = ''] = path.split('.');
  return fields.indexOf(field) + (field === 'products' ? 0 : Number(index) / 1e6);
}

/**
 * What is wrong with terms that are well-formed: errors contradict themselves or can never be meant,
 * warnings may be meant, or will be wrong soon. In the order of the file's fields, each with the path
 * to where it stands. Pure; `now` decides which dates have passed.
 */
export function checkTerms(terms: ShopTerms, now: Instant): { errors: Issue[]; warnings: Issue[] } {
  const findings = [
    ...findIds(terms),
    ...findMethods(terms),
    ...findOrigins(terms, now),
    ...findZones(terms),
    ...findPlaces(terms, now),
    ...findProducts(terms),
    ...findCalendars(terms, now),
  ];
  const ordered = findings.toSorted((a, b) => rank(a) - rank(b));
  const of = (severity: Finding['severity']): Issue[] =>
    ordered.filter((finding) => finding.severity === severity).map(({ path, message }) => ({ path, message }));
  return { errors: of('error'), warnings: of('warning') };
}
