import { getSizeBudget } from '../size/size-budgets.ts';
import { listLocalePacks } from '../rollup/locale-bundle.ts';
import { code, renderRows } from './render-table.ts';

/** The languages with their own files: the folders of src/i18n/locales except English. */
const listLanguages = (): string[] => [...new Set(listLocalePacks().map((pack) => pack.split('/')[0] ?? ''))];

/** Renders the tags of all languages, and the budgets of their files. */
export function renderLanguageTags(): string {
  const budgetOf = (pack: string): string => `${(getSizeBudget(`locales/xx/${pack}.js`) ?? NaN) / 1000} kB`;
  return [
    `${code(listLanguages().join(' '))} are separate files of less than ${budgetOf('estimate')} each (Brotli), plus`,
    `${budgetOf('order')} for the order status and ${budgetOf('cancel')} for the cancel element.`,
  ].join('\n');
}

/** Renders a table of all languages. */
export function renderLanguageNames(): string {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return renderRows(
    ['`lang`', 'language'],
    listLanguages().map((language) => [code(language), names.of(language) ?? language]),
  );
}
