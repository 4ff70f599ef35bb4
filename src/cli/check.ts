import type { ShopTerms } from '../contract/shop-terms.ts';
import { checkTerms } from '../estimate/check-terms.ts';
import { previewTerms } from '../estimate/preview-terms.ts';
import { formatFor } from '../i18n/format.ts';
import { readCheckOptions, type CheckOptions } from './check-options.ts';
import { languages, loadMessages } from './languages.ts';
import { indented } from './layout.ts';
import { tellPreview, type Words } from './preview-text.ts';
import { readTerms, type PlacedIssue } from './read-terms.ts';
import { UsageError } from './usage.ts';

/** What is printed, and with what the process ends. */
export type Outcome = { lines: string[]; exitCode: number };

/** `waybill check`: what is wrong with a terms file, and what its customers will be told. */
export async function check(args: readonly string[], width: number): Promise<Outcome> {
  const options = readCheckOptions(args);
  const messages = await loadMessages(options.lang);
  if (!messages) throw new UsageError(`--lang takes one of ${languages.join(', ')}, or a tag that begins so: de-AT`);

  const { terms, errors: formal, place } = readTerms(options.file);
  const found = terms && checkTerms(terms, options.now);
  const errors = [...formal, ...(found?.errors ?? []).map(place)];
  const warnings = (found?.warnings ?? []).map(place);
  const lines = [
    options.file,
    '',
    ...tellIssues('error', errors, width),
    ...tellIssues('warning', warnings, width),
    ...(errors.length + warnings.length === 0 ? ['Nothing to say against it.', ''] : []),
    ...(terms ? tellCustomers(terms, options, { messages, format: formatFor(options.lang) }, width) : []),
  ];
  return { lines, exitCode: errors.length > 0 ? 1 : 0 };
}

function tellIssues(kind: string, issues: readonly PlacedIssue[], width: number): string[] {
  if (issues.length === 0) return [];
  return [
    `${issues.length} ${kind}${issues.length === 1 ? '' : 's'}`,
    ...issues.toSorted(byPosition).flatMap(({ path, message, position: { line, column } }) =>
      indented(`${line}:${column} ${path ? `${path}: ` : ''}${message}`, width, '  ', '      '),
    ),
    '',
  ];
}

function byPosition({ position: a }: PlacedIssue, { position: b }: PlacedIssue): number {
  return a.line - b.line || a.column - b.column;
}

function tellCustomers(
  terms: ShopTerms,
  options: CheckOptions,
  words: Omit<Words, 'timeZone'>,
  width: number,
): string[] {
  const { now, days, destination, lang: language, quantity } = options;
  const skus = options.skus.length > 0 ? options.skus : [anySku(terms)];
  const items = skus.map((sku) => ({ sku, quantity }));
  const { timeZone, previews } = previewTerms(terms, { now, days, destination, items, language });
  const what = skus.map((sku) => (sku === '*' ? 'any product' : sku)).join(' and ');
  const times = `by when they order (${timeZone}): now, at 10:00, and a minute after each cut-off.`;
  const { products } = terms;
  const unlisted = skus.filter((sku) => products && !products['*'] && !Object.hasOwn(products, sku));
  return [
    ...indented(`What customers are told of ${what}, ${times}`, width, '', ''),
    ...unlisted.flatMap((sku) => indented(`${sku} is not among the products, so no date is said.`, width, '', '')),
    ...previews.flatMap((preview) => ['', ...tellPreview(preview, { ...words, timeZone }, width)]),
    '',
  ];
}

/** Where not all products are listed, one that is not; else the first. */
function anySku({ products }: ShopTerms): string {
  if (!products || products['*']) return '*';
  return Object.keys(products)[0] ?? '*';
}
