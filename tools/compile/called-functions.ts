import * as cleaners from '../../src/contract/clean-text.ts';
import * as orderRefinements from '../../src/contract/order-refinements.ts';
import * as refinements from '../../src/contract/refinements.ts';

/** Functions that the schemas call, and where they are. */
const sources: Record<string, object> = {
  './refinements.ts': refinements,
  './order-refinements.ts': orderRefinements,
  './clean-text.ts': cleaners,
};

/** Where a function that a schema calls is exported, and as what. */
export function sourceOf(called: unknown): { from: string; name: string } {
  for (const [from, module] of Object.entries(sources)) {
    const [name] = Object.entries(module).find(([, value]) => value === called) ?? [];
    if (name !== undefined) return { from, name };
  }
  throw new Error(`What a schema calls must be exported by one of ${Object.keys(sources).join(', ')}.`);
}
