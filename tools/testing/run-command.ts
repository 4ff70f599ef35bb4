import { spawn } from 'node:child_process';
import { once } from 'node:events';

type CommandResult = { code: number; output: string; seconds: number };

/** Runs a command and collects its output. */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  const started = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== null) output += `\nended by ${signal}`;
  return { code: code ?? 1, output: output.trimEnd(), seconds: (performance.now() - started) / 1000 };
}
