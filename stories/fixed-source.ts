import type { Estimate } from '../src/contract/estimate.ts';
import type { EstimateSource, WaybillDeliveryEstimate } from '../src/index.ts';

/** A shop that answers every question alike. The place is asked for only where somebody answers. */
export function createFixedSource(...estimates: Estimate[]): EstimateSource {
  return () => Promise.resolve(estimates);
}

/** Until an element shows what such a shop answers; one that never answers is not waited for. */
export async function waitForEstimates(element: WaybillDeliveryEstimate): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await element.updateComplete;
}
