import { posix } from 'node:path';
import { visit, type Source } from './read-source.ts';
import type { Violation } from './source-files.ts';

/** What others than our own files import, or run: their exports need no importer here. */
export const entries = [
  /^src\/(index|define|cdn\/waybill)\.ts$/,
  /^src\/(contract|estimate|order)\/index\.ts$/,
  /^src\/server\/(node\/)?index\.ts$/,
  /^src\/i18n\/messages\/(order\/)?[\w-]+\.ts$/,
  /^src\/cli\/waybill\.ts$/,
  /^(stories|\.storybook|demo|bench)\//,
  /^test\/pages\/(fixtures|vendor)\//,
  /\.(test|browser)\.ts$/,
  /^tools\/[\w-]+\.ts$/,
  /^test\/waybill-server\/\w+\/worker\.ts$/,
  /^tools\/testing\/node-counts\.ts$/,
  /^tools\/mutate\/stop-at-failure\.ts$/,
  /\.config\.m?js$/,
  /^src\/preview\/preview\.define\.ts$/,
  /^test\/server\/middleware\.mjs$/,
];

/**
 * Exports that no file imports, and files that none reaches. A type may be exported because something else
 * in its file that is exported speaks of it.
 */
export function findUnusedExports(sources: readonly Source[], isEntry: (file: string) => boolean): Violation[] {
  const used = new Map<string, Set<string>>();
  for (const { file, imports } of sources) {
    for (const { from, names } of imports) {
      if (!from.startsWith('.')) continue;
      const target = posix.join(posix.dirname(file), from);
      const known = used.get(target) ?? new Set();
      for (const name of names) known.add(name);
      used.set(target, known);
    }
  }
  return sources.flatMap((source) => {
    const { file, exports } = source;
    if (isEntry(file)) return [];
    const names = used.get(file);
    if (!names) return [{ file, line: 1, message: 'is imported by no file' }];
    if (names.has('*')) return [];
    return exports
      .filter(({ name, isType }) => !names.has(name) && !(isType && isReferredTo(name, source)))
      .map(({ name, line }) => ({ file, line, message: `exports ${name}, which no file imports` }));
  });
}

/** Whether a name stands in its file beyond its own declaration. */
function isReferredTo(name: string, { program }: Source): boolean {
  let count = 0;
  visit(program, (node) => {
    if (node.type === 'Identifier' && node['name'] === name) count++;
  });
  return count > 1;
}
