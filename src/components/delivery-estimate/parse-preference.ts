import { estimatePreferences } from '../../contract/codes.ts';
import type { EstimatePreference } from '../../contract/shop-terms.ts';
import { warnOfNoCode } from '../shared/warn-once.ts';

/**
 * Parses `prefer` of an element, of terms or of an answer. `owner` is the one that has it: "", "terms: ". An unknown value
 * gives a warning and counts as absent, as `null` and an empty text do.
 */
export function parsePreference(value: unknown, owner: string): EstimatePreference | undefined {
  const preference = estimatePreferences.find((each) => each === value);
  if (preference || value == null || value === '') return preference;
  const text = typeof value === 'string' ? value : typeof value;
  warnOfNoCode(
    `delivery-estimate: ${owner}prefer`,
    text,
    'preference',
    estimatePreferences.join(', '),
    'It is ignored.',
  );
  return undefined;
}
