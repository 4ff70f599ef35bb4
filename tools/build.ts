/** Deletes dist/ and builds it: node tools/build.ts */
import { rmSync } from 'node:fs';
import { runCommand } from './testing/run-command.ts';

const steps: { name: string; command: string[] }[] = [
  { name: 'modules and types', command: ['tsc', '-p', 'tsconfig.build.json'] },
  { name: 'script-tag files', command: ['rollup', '-c', '--silent'] },
  { name: 'licenses, integrity, inventory', command: ['node', 'tools/generate-cdn-metadata.ts'] },
  { name: 'custom-elements manifest', command: ['npm', 'run', '--silent', 'analyze'] },
  { name: 'JSON schemas', command: ['node', 'tools/generate-schemas.ts'] },
];

rmSync('dist', { recursive: true, force: true });
for (const { name, command } of steps) {
  const { code, output, seconds } = await runCommand(command);
  if (code !== 0) console.error(output);
  console.log(`${code === 0 ? 'built' : 'failed:'} ${name.padEnd(30)} ${seconds.toFixed(1).padStart(5)} s`);
  if (code === 0) continue;
  process.exitCode = code;
  break;
}
