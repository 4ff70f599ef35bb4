import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WorkerCommand } from './worker.ts';

/** Another process with a store open; see worker.ts. */
export type Worker = {
  /** All it has told so far, without `ready`. */
  readonly lines: readonly string[];
  /** Lets it begin, or end its listening. */
  go(): void;
  /** Resolves once it has told as many lines of this beginning. */
  told(start: string, count: number): Promise<void>;
  /** SIGKILL: nothing of it is written or told anymore. */
  kill(): Promise<void>;
  /** Rejects where it failed. */
  ended(): Promise<void>;
};

/** Resolves once it has opened its store. */
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

  function told(start: string, count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (lines.filter((line) => line.startsWith(start)).length < count) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      exit.then(() => reject(new Error(`the worker ended before it told ${count} × ${start}: ${errors}`)), reject);
      check();
    });
  }

  await told('ready', 1);
  lines.shift();
  return {
    lines,
    told,
    go: () => child.stdin.end('go\n'),
    async kill() {
      child.kill('SIGKILL');
      await exit;
      await closed;
    },
    async ended() {
      const [code] = (await exit) as [number | null];
      await closed;
      if (code !== 0) throw new Error(`the worker ended with ${code}: ${errors}`);
    },
  };
}
