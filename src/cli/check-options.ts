import { parseArgs } from 'node:util';
import type { Destination } from '../contract/primitives.ts';
import { isExistingInstant } from '../contract/refinements.ts';

/** A wrong command line; the message says how to correct it. */
export class UsageError extends Error {}

export type CheckOptions = {
  file: string;
  /** Instant (RFC 3339). */
  now: string;
  /** Days of ordering, today included. */
  days: number;
  /** Empty: choose one. */
  skus: string[];
  /** Of each SKU. */
  quantity: number;
  /** Absent: an example in every zone. */
  destination?: Destination;
  /** BCP 47. */
  lang: string;
};

/**
 * Parses the arguments of `waybill check`.
 *
 * @throws UsageError
 */
export function parseCheckOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArguments(args);
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError('A file is missing: waybill check terms.json');
  if (others.length > 0) throw new UsageError('Too many files: check one at a time.');
  const { country, region, postal, now = new Date().toISOString() } = values;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(now) || !isExistingInstant(now)) {
    throw new UsageError('--now takes a time with its offset, such as 2026-11-23T09:00:00Z');
  }
  if (country !== undefined && !/^[A-Za-z]{2}$/.test(country))
    throw new UsageError('--country takes two letters, such as DE');
  if (country === undefined && (region ?? postal) !== undefined) {
    throw new UsageError('--region and --postal need a --country');
  }
  return {
    file,
    now,
    days: parseWholeNumber('--days', values.days ?? '14', 366),
    skus: values.sku ?? [],
    quantity: parseWholeNumber('--quantity', values.quantity ?? '1', 1e6),
    ...(country !== undefined && {
      destination: { country, ...(region !== undefined && { region }), ...(postal !== undefined && { postal }) },
    }),
    lang: values.lang ?? 'en-GB',
  };
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        days: { type: 'string' },
        sku: { type: 'string', multiple: true },
        quantity: { type: 'string' },
        country: { type: 'string' },
        region: { type: 'string' },
        postal: { type: 'string' },
        lang: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseWholeNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > max) {
    throw new UsageError(`${name} takes a whole number from 1 to ${max}`);
  }
  return number;
}
