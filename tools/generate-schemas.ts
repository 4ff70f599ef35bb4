/**
 * Writes the contract for other languages and tools: node tools/generate-schemas.ts
 *   dist/schema/<document>.json   JSON Schema 2020-12
 *   dist/schema/openapi.json      OpenAPI 3.1: all routes with bodies, headers and problems
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toDescribedSchema } from './schema/describe-schema.ts';
import { documents } from './schema/schema-documents.ts';
import { createOpenApiDocument } from './schema/openapi-document.ts';

const FOLDER = 'dist/schema';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const write = (name: string, content: unknown): void =>
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

mkdirSync(FOLDER, { recursive: true });
for (const name of Object.keys(documents)) write(name, toDescribedSchema(name));
write('openapi', createOpenApiDocument(version));
