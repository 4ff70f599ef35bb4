import type { Plugin } from 'rollup';

/**
 * Leaves the words of what was expected out of the checks in script-tag files: there the one warning
 * names the field, and `waybill check` and the npm modules say what should stand there.
 */
export const dropExpectations: Plugin = {
  name: 'drop-expectations',
  transform(code, id) {
    const file = id.replaceAll('\\', '/');
    if (/\/src\/contract\/(order-)?checks\.ts$/.test(file)) return { code: withoutWordsOfRules(code), map: null };
    if (file.endsWith('/src/contract/checker.ts')) return { code: withoutWordsOfChecks(code), map: null };
    if (file.endsWith('/src/contract/order-repair.ts')) return { code: withoutWordsOfRepairs(code), map: null };
    return null;
  },
};

/** Of compiled checks. */
function withoutWordsOfRules(code: string): string {
  return (
    code
      // [rule, "expected"] and [rule, "expected", "path"]
      .replace(
        /(\[(?:\w+|\/(?:\\.|\[(?:\\.|[^\]])*\]|[^/\\])+\/[a-z]*)), "(?:\\.|[^"\\])*"(?:(, "[^"]*")|(?=\]))/g,
        (_, rule: string, path?: string) => (path === undefined ? rule : `${rule}, ""${path}`),
      )
      // int(0, undefined, "expected")
      .replace(/(int\([^"()]*?)(?:, undefined)?, "[^"]*"\)/g, '$1)')
  );
}

/** Of the functions that they call. */
function withoutWordsOfChecks(code: string): string {
  return code
    .replace(/(\b(?:refuse|passing)\(.*), (?:'[^']*'|`[^`]*`)\)/g, '$1)')
    .replace("expected = 'a whole number'", 'expected?: string')
    .replace(/message: expected \? .* : /, 'message: ');
}

/** Of what is put right beyond them. */
function withoutWordsOfRepairs(code: string): string {
  return code
    .replace(/(\bwarn\(.*), 'expected [^']*'\)/g, '$1)')
    .replace('(code, path, message) =>', "(code, path, message = 'not as expected') =>");
}
