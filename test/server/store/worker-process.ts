import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WorkerCommand } from './worker.ts';

/** Another process with an open store; see worker.ts. */
export type Worker = {
  /** All output lines so far, without `ready`. */
  readonly lines: readonly string[];
  /** Starts the command, or ends `listen`. */
  begin(): void;
  /** Resolves when so many lines with this prefix have been written. */
  waitForLines(start: string, count: number): Promise<void>;
  /** SIGKILL, without any cleanup. */
  kill(): Promise<void>;
  /** Rejects if the worker failed. */
  waitForExit(): Promise<void>;
};

/** Resolves when the worker has opened its store. */
export async function startWorker(place: string, command: WorkerCommand, argument = ''): Promise<Worker> {
  const file = join(import.meta.dirname, 'worker.ts');
  const child = spawn(process.execPath, [file, place, command, argument], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const output = createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    waiting.forEach((check) => check());
  });
  const closed = once(output, 'close');

  function waitForLines(start: string, count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (lines.filter((line) => line.startsWith(start)).length < count) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      exit.then(() => reject(new Error(`the worker ended before it wrote ${count} × ${start}: ${errors}`)), reject);
      check();
    });
  }

  await waitForLines('ready', 1);
  lines.shift();
  return {
    lines,
    waitForLines,
    begin: () => child.stdin.end('go\n'),
    async kill() {
      child.kill('SIGKILL');
      await exit;
      await closed;
    },
    async waitForExit() {
      const [code] = (await exit) as [number | null];
      await closed;
      if (code !== 0) throw new Error(`the worker ended with ${code}: ${errors}`);
    },
  };
}
