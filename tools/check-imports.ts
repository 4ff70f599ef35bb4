/**
 * Checks the import rules of .dependency-cruiser.mjs, and the diagram of the rooms in docs/architecture.md:
 *   node tools/check-imports.ts            fails if a rule is broken or the diagram is out of date
 *   node tools/check-imports.ts --write    also writes the diagram
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'dependency-cruiser';
import { cruiseSources, renderRoomDiagram } from './imports/cruise-sources.ts';

const PAGE = 'docs/architecture.md';
const diagram = /(?<=<!-- rooms: .*-->\n)```mermaid\n.*?\n```/s;

const result = await cruiseSources();
const { output, exitCode } = await format(result, { outputType: 'err-long' });
console.log(String(output).trim());
process.exitCode = exitCode;

const text = readFileSync(PAGE, 'utf8');
if (!diagram.test(text)) throw new Error(`${PAGE} has no place for the diagram of the rooms`);
const chart = `\`\`\`mermaid\n${renderRoomDiagram(result)}\n\`\`\``;
const current = text.replace(diagram, () => chart);
if (process.argv.includes('--write')) {
  writeFileSync(PAGE, current);
} else if (text !== current) {
  console.error(`The diagram in ${PAGE} is out of date: run \`npm run generate\`.`);
  process.exitCode = 1;
}
