import * as cleaners from '../../src/contract/clean-text.ts';
import * as codes from '../../src/contract/normalize-code.ts';
import * as times from '../../src/contract/normalize-time.ts';
import * as refinements from '../../src/contract/refinements.ts';
import * as termPlaceholders from '../../src/contract/term-placeholders.ts';

/** Modules whose exports schemas may call, by their path from the generated files. */
const sources: Record<string, object> = {
  '../refinements.ts': refinements,
  '../clean-text.ts': cleaners,
  '../term-placeholders.ts': termPlaceholders,
  '../normalize-code.ts': codes,
  '../normalize-time.ts': times,
};

/** Module and export name of a function that a schema calls. */
export function findImport(calledFunction: unknown): { from: string; name: string } {
  for (const [from, module] of Object.entries(sources)) {
    const [name] = Object.entries(module).find(([, value]) => value === calledFunction) ?? [];
    if (name !== undefined) return { from, name };
  }
  throw new Error(`A function that a schema calls must be exported by one of ${Object.keys(sources).join(', ')}.`);
}
