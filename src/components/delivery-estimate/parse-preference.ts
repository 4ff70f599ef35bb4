import type { EstimatePreference } from '../../contract/shop-terms.ts';
import { warnOnce } from '../shared/warn-once.ts';

const preferences: readonly unknown[] = ['cheapest', 'fastest', 'collection'] satisfies EstimatePreference[];

/** Parses `prefer`. An unknown value gives a warning and counts as absent, as `null` and an empty text do. */
export function parsePreference(value: unknown): EstimatePreference | undefined {
  if (preferences.includes(value)) return value as EstimatePreference;
  if (value != null && value !== '')
    warnOnce(`delivery-estimate: prefer is "${String(value)}"; expected ${preferences.join(', ')}.`);
  return undefined;
}
