/** Holds that every export has an importer: node tools/check-unused-exports.ts */
import { readSources, report } from './rules/source-files.ts';
import { entries, findUnusedExports } from './rules/unused-exports.ts';

const folders = ['src', 'tools', 'test', 'demo', 'bench', 'stories', '.storybook'];
const sources = readSources('*.config.{mjs,js}', ...folders.map((folder) => `${folder}/**/*.{ts,mjs,js}`));
report(
  findUnusedExports(sources, (file) => entries.some((entry) => entry.test(file))),
  `no unused export in ${sources.length} files`,
);
