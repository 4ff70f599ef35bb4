import { VERSION } from '../version.ts';
import { check, type Outcome } from './check.ts';
import { usage, UsageError } from './usage.ts';

/** Runs the command line; `width` is that of the terminal. */
export async function run(args: readonly string[], width: number): Promise<Outcome> {
  const [command, ...rest] = args;
  if (args.includes('--help') || args.includes('-h') || command === 'help') return { lines: [usage], exitCode: 0 };
  if (command === '--version') return { lines: [VERSION], exitCode: 0 };
  try {
    if (command === 'check') return await check(rest, width);
    if (command === undefined) throw new UsageError('What is to be done? waybill check terms.json');
    throw new UsageError(`No command ${command}.`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { lines: [error.message, '', usage], exitCode: 2 };
  }
}
