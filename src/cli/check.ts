import type { ShopTerms } from '../contract/shop-terms.ts';
import { deriveEstimateTables } from '../estimate/estimate-tables.ts';
import { lintTerms } from '../estimate/lint/lint-terms.ts';
import { getFormatter } from '../i18n/formatter.ts';
import { parseCheckOptions, UsageError, type CheckOptions } from './check-options.ts';
import { formatEstimateTable, type TableFormatContext } from './format-estimate-table.ts';
import { languages, loadMessages } from './load-messages.ts';
import { readTermsFile, type LocatedIssue } from './terms-file.ts';
import { indentText } from './text-layout.ts';

/** The printed lines, and the exit code of the process. */
export type CliOutput = { lines: string[]; exitCode: number };

/**
 * `waybill check`: the issues of a terms file, and the estimates that its customers will see.
 *
 * @throws UsageError, as a rejection
 */
export async function runCheck(args: readonly string[], width: number): Promise<CliOutput> {
  const options = parseCheckOptions(args);
  const messages = await loadMessages(options.lang);
  if (!messages) {
    throw new UsageError(`--lang takes one of ${languages.join(', ')}, or a tag that begins with one, such as de-AT`);
  }

  const { terms, errors: parseErrors, locate } = readTermsFile(options.file);
  const lint = terms && lintTerms(terms, options.now);
  const errors = [...parseErrors, ...(lint?.errors ?? []).map(locate)];
  const warnings = (lint?.warnings ?? []).map(locate);
  const lines = [
    options.file,
    '',
    ...formatIssues('error', errors, width),
    ...formatIssues('warning', warnings, width),
    ...(errors.length + warnings.length === 0 ? ['No errors or warnings.', ''] : []),
    ...(terms ? formatEstimateTables(terms, options, { messages, format: getFormatter(options.lang) }, width) : []),
  ];
  return { lines, exitCode: errors.length > 0 ? 1 : 0 };
}

function formatIssues(kind: string, issues: readonly LocatedIssue[], width: number): string[] {
  if (issues.length === 0) return [];
  return [
    `${issues.length} ${kind}${issues.length === 1 ? '' : 's'}`,
    ...issues
      .toSorted(comparePosition)
      .flatMap(({ path, message, position: { line, column } }) =>
        indentText(`${line}:${column} ${path ? `${path}: ` : ''}${message}`, width, '  ', '      '),
      ),
    '',
  ];
}

function comparePosition({ position: a }: LocatedIssue, { position: b }: LocatedIssue): number {
  return a.line - b.line || a.column - b.column;
}

function formatEstimateTables(
  terms: ShopTerms,
  options: CheckOptions,
  context: Omit<TableFormatContext, 'timeZone'>,
  width: number,
): string[] {
  const { now, days, destination, lang: language, quantity } = options;
  const skus = options.skus.length > 0 ? options.skus : [selectDefaultSku(terms)];
  const items = skus.map((sku) => ({ sku, quantity }));
  const { timeZone, tables } = deriveEstimateTables(terms, { now, days, destination, items, language });
  const products = skus.map((sku) => (sku === '*' ? 'any product' : sku)).join(' and ');
  const times = `for orders (${timeZone}) now, at 10:00, and a minute after each cut-off.`;
  const unlisted = skus.filter((sku) => terms.products && !terms.products['*'] && !Object.hasOwn(terms.products, sku));
  return [
    ...indentText(`Estimates for ${products}, ${times}`, width, '', ''),
    ...unlisted.flatMap((sku) => indentText(`${sku} is not among the products: it has no date.`, width, '', '')),
    ...tables.flatMap((table) => ['', ...formatEstimateTable(table, { ...context, timeZone }, width)]),
    '',
  ];
}

/** `*` if the terms accept any SKU, else the first listed one. */
function selectDefaultSku({ products }: ShopTerms): string {
  if (!products || products['*']) return '*';
  return Object.keys(products)[0] ?? '*';
}
