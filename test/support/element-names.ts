import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Modules that register an element or add to one: `src/components/<element>/<name>.define.ts`. */
const modules = globSync('src/components/*/*.define.ts').map((file) => ({
  name: basename(file, '.define.ts'),
  folder: basename(dirname(file)),
}));

/** Names of these modules, which are the names of their script-tag files. */
export const defineNames: readonly string[] = modules.map(({ name }) => name).toSorted();

/** Names of the elements without `waybill-`. */
export const elementNames: readonly string[] = modules
  .filter(({ name, folder }) => name === folder)
  .map(({ name }) => name)
  .toSorted();
