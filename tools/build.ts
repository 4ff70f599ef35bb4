/** Builds dist/ from nothing: node tools/build.ts */
import { existsSync, rmSync } from 'node:fs';
import { runCommand } from './testing/run-command.ts';

const steps: { name: string; command: string[]; when?: boolean }[] = [
  { name: 'modules and types', command: ['tsc', '-p', 'tsconfig.build.json'] },
  { name: 'script-tag files', command: ['rollup', '-c', '--silent'] },
  { name: 'licenses, integrity, inventory', command: ['node', 'tools/describe-files.ts'] },
  { name: 'custom-elements manifest', command: ['npm', 'run', '--silent', 'analyze'] },
  { name: 'JSON schemas', command: ['node', 'tools/generate-schema.ts'], when: existsSync('tools/generate-schema.ts') },
];

rmSync('dist', { recursive: true, force: true });
for (const { name, command, when = true } of steps) {
  if (!when) continue;
  const { code, output, seconds } = await runCommand(command);
  if (code !== 0) console.error(output);
  console.log(`${code === 0 ? 'built' : 'failed:'} ${name.padEnd(30)} ${seconds.toFixed(1).padStart(5)} s`);
  if (code === 0) continue;
  process.exitCode = code;
  break;
}
