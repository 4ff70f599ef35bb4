/** Holds who may import whom: node tools/check-imports.ts */
import { findImportViolations } from './rules/import-rules.ts';
import { readSources, report } from './rules/source-files.ts';

const sources = readSources('src/**/*.ts');
report(
  sources.flatMap((source) => findImportViolations(source)),
  `import rules hold in ${sources.length} files`,
);
