import { VERSION } from '../version.ts';
import { UsageError } from './check-options.ts';
import { runCheck, type CliOutput } from './check.ts';

const USAGE = `Checks a shop's terms and shows the estimates that its customers will see.

  waybill check <terms.json> [options]

Options
  --now <time>       check as of this time, such as 2026-11-23T09:00:00Z
  --days <number>    days of ordering, today included (14)
  --sku <sku>        a product; repeat it for a cart (default: any product, or
                     the first one if the file lists all products)
  --quantity <n>     quantity of each product (1)
  --country <code>   estimates for this country only, such as DE
  --region <code>    and this region, such as BY
  --postal <code>    and this postcode (default: an example in every zone)
  --lang <tag>       language of names and dates (en-GB)
  --help             this text
  --version          version of the package

Errors: the terms contradict themselves, or allow no estimate.
Warnings: valid, but probably not intended.
Exit code: 1 if there are errors, 2 if the command is wrong, else 0.`;

/** Runs the command line `waybill <args>`. `width` is that of the terminal, in columns. */
export async function run(args: readonly string[], width: number): Promise<CliOutput> {
  const [command, ...commandArgs] = args;
  if (args.includes('--help') || args.includes('-h') || command === 'help') return { lines: [USAGE], exitCode: 0 };
  if (command === '--version') return { lines: [VERSION], exitCode: 0 };
  try {
    if (command === 'check') return await runCheck(commandArgs, width);
    if (command === undefined) throw new UsageError('A command is missing: waybill check terms.json');
    throw new UsageError(`There is no command ${command}: use waybill check terms.json`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { lines: [error.message, '', USAGE], exitCode: 2 };
  }
}
