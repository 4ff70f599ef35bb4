import type { Estimate } from '../../contract/estimate.ts';
import { parseEstimates, type Parsed } from '../../contract/parse.ts';
import { readDataScript } from '../../element/light-dom.ts';
import { estimateFromAttributes, type ReadyAttributes } from './attributes.ts';

/**
 * What the page itself says: the property, the script inside, or the attributes. `undefined` where it says nothing,
 * or nothing whole yet: then `onComplete` is called once the page is there.
 */
export function readOwnEstimates(
  host: HTMLElement & ReadyAttributes & { readonly estimates: unknown },
  onComplete: () => void,
): Parsed<Estimate[]> | undefined {
  if (host.estimates != null) return parseEstimates(host.estimates);
  const script = readDataScript(host);
  if (script !== undefined) {
    try {
      return parseEstimates(JSON.parse(script));
    } catch {
      // The parser may have handed over half of it.
      if (document.readyState === 'loading') {
        document.addEventListener('DOMContentLoaded', onComplete, { once: true });
        return undefined;
      }
      return { ok: false, issues: [{ path: '', message: 'the script inside is not JSON' }] };
    }
  }
  const estimate = estimateFromAttributes(host);
  return estimate === undefined ? undefined : parseEstimates(estimate);
}
