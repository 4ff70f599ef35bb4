/**
 * Writes the metadata of the script-tag files: node tools/generate-cdn-metadata.ts
 *   integrity.json   hash and size of each file, for the `integrity` attribute
 *   inventory.json   for shops that keep a list of the scripts on their pages
 *   licenses.txt     licenses of the packages in the files
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { describeFile } from './cdn-metadata/inventory.ts';
import { computeIntegrity } from './cdn-metadata/integrity.ts';
import { collectLicenses } from './cdn-metadata/licenses.ts';
import { readElementDeclarations } from './reference/read-manifest.ts';

const FOLDER = 'dist/cdn';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const files = globSync('**/*.js', { cwd: FOLDER }).sort();
const hashed = files.map((file) => ({ file, ...computeIntegrity(readFileSync(`${FOLDER}/${file}`)) }));

const write = (name: string, content: unknown): void =>
  writeFileSync(`${FOLDER}/${name}`, `${JSON.stringify(content, null, 2)}\n`);

write('integrity.json', {
  version,
  files: Object.fromEntries(hashed.map(({ file, integrity, bytes }) => [file, { integrity, bytes }])),
});
const elements = readElementDeclarations();
write('inventory.json', {
  version,
  files: hashed.map((entry) => ({ ...entry, ...describeFile(entry.file, elements) })),
});
writeFileSync(`${FOLDER}/licenses.txt`, collectLicenses(files.map((file) => `${FOLDER}/${file}.map`)));
