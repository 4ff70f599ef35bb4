import { parseArgs } from 'node:util';
import { isExistingInstant } from '../contract/refinements.ts';
import type { Destination } from '../contract/primitives.ts';
import { UsageError } from './usage.ts';

export type CheckOptions = {
  file: string;
  now: string;
  days: number;
  skus: string[];
  quantity: number;
  destination?: Destination;
  lang: string;
};

/** Reads the arguments of `waybill check`. Throws a UsageError. */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError('Which file? waybill check terms.json');
  if (others.length > 0) throw new UsageError('One file at a time.');
  const { country, region, postal, now = new Date().toISOString() } = values;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(now) || !isExistingInstant(now)) {
    throw new UsageError('--now takes a time with its offset: 2026-11-23T09:00:00Z');
  }
  if (country !== undefined && !/^[A-Za-z]{2}$/.test(country)) throw new UsageError('--country takes two letters: DE');
  if (country === undefined && (region ?? postal) !== undefined) {
    throw new UsageError('--region and --postal need a --country.');
  }
  return {
    file,
    now,
    days: wholeNumber('--days', values.days ?? '14', 366),
    skus: values.sku ?? [],
    quantity: wholeNumber('--quantity', values.quantity ?? '1', 1e6),
    ...(country !== undefined && {
      destination: { country, ...(region !== undefined && { region }), ...(postal !== undefined && { postal }) },
    }),
    lang: values.lang ?? 'en-GB',
  };
}

function parse(args: readonly string[]) {
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

function wholeNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > max) {
    throw new UsageError(`${name} takes a whole number from 1 to ${max}.`);
  }
  return number;
}
