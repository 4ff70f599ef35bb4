/**
 * Writes what the contract is, for other languages and tools: node tools/generate-schema.ts
 *   dist/schema/<document>.json   JSON Schema 2020-12
 *   dist/schema/openapi.json      OpenAPI 3.1: every route with its bodies, headers and problems
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toDescribedSchema } from './schema/describe-schema.ts';
import { documents } from './schema/documents.ts';
import { describeApi } from './schema/openapi.ts';

const folder = 'dist/schema';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const write = (name: string, content: unknown): void =>
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

mkdirSync(folder, { recursive: true });
for (const name of Object.keys(documents)) write(name, toDescribedSchema(name));
write('openapi', describeApi(version));
