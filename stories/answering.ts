import type { Estimate } from '../src/contract/estimate.ts';
import type { EstimateSource } from '../src/index.ts';

/** A shop that answers every question alike. The place is asked for only where somebody answers. */
export function answering(...estimates: Estimate[]): EstimateSource {
  return () => Promise.resolve(estimates);
}
