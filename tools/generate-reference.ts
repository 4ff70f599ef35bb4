/**
 * Writes the generated sections of README.md and of pages in docs/: the tables of attributes, events, slots, parts, custom
 * properties and states from the JSDoc of the elements, the tables of the order model, and the lists of languages:
 *   node tools/generate-reference.ts
 * test/tools/reference.test.ts fails if a page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readElementDeclarations } from './reference/read-manifest.ts';
import { referencePages, updateReferencePage } from './reference/update-page.ts';

const elements = readElementDeclarations();
for (const page of referencePages) writeFileSync(page, updateReferencePage(readFileSync(page, 'utf8'), elements));
