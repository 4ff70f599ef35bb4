/**
 * Writes beside the script-tag files what a shop needs to know of them: node tools/describe-files.ts
 *   integrity.json   hash and size of each, for the `integrity` attribute
 *   inventory.json   for a shop that must keep a list of the scripts on its pages
 *   licenses.txt     the licenses of what they contain
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { describeFile } from './describe/inventory.ts';
import { integrityOf } from './describe/integrity.ts';
import { collectLicenses } from './describe/licenses.ts';

const folder = 'dist/cdn';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const files = globSync('**/*.js', { cwd: folder }).sort();
const hashed = files.map((file) => ({ file, ...integrityOf(readFileSync(`${folder}/${file}`)) }));

const write = (name: string, content: unknown): void =>
  writeFileSync(`${folder}/${name}`, `${JSON.stringify(content, null, 2)}\n`);

write('integrity.json', {
  version,
  files: Object.fromEntries(hashed.map(({ file, integrity, bytes }) => [file, { integrity, bytes }])),
});
write('inventory.json', { version, files: hashed.map((entry) => ({ ...entry, ...describeFile(entry.file) })) });
writeFileSync(`${folder}/licenses.txt`, collectLicenses(files.map((file) => `${folder}/${file}.map`)));
