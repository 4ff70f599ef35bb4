import type { ElementDeclaration } from './read-manifest.ts';
import { orderTableKinds, renderOrderTable } from './order-tables.ts';
import { renderLanguageNames, renderLanguageTags } from './render-languages.ts';
import { renderShipmentStatuses } from './render-statuses.ts';
import { renderSharedProperties, renderTable, tableKinds } from './render-table.ts';

/** Pages with generated sections. */
export const referencePages = ['README.md', 'docs/languages.md', 'docs/order-model.md', 'docs/theming.md'];

/**
 * `<!-- reference: waybill-order-status parts -->`, the table, `<!-- /reference -->`. `shared` in place of a tag selects
 * the custom properties that several elements read. Other subjects are in `otherSections`.
 */
const SECTION = /(<!-- reference: (\S+) (\S+) -->\n).*?(<!-- \/reference -->)/gs;

/** Renders the sections about other subjects than an element, by the text of their markers. */
export const otherSections: Readonly<Record<string, (elements: readonly ElementDeclaration[]) => string>> = {
  'shared custom-properties': renderSharedProperties,
  'shipment statuses': renderShipmentStatuses,
  'language tags': renderLanguageTags,
  'language names': renderLanguageNames,
  ...Object.fromEntries(orderTableKinds.map((kind) => [`order ${kind}`, () => renderOrderTable(kind)])),
};

/** Replaces the text between the markers of a page. */
export function updateReferencePage(page: string, elements: readonly ElementDeclaration[]): string {
  return page.replace(
    SECTION,
    (_, start: string, subject: string, kind: string, end: string) =>
      `${start}${renderSection(subject, kind, elements)}\n${end}`,
  );
}

function renderSection(subject: string, kind: string, elements: readonly ElementDeclaration[]): string {
  const render = otherSections[`${subject} ${kind}`];
  if (render) return render(elements);
  const element = elements.find(({ tagName }) => tagName === subject);
  const tableKind = tableKinds.find((each) => each === kind);
  if (!element || !tableKind) throw new Error(`there is no reference of ${subject} ${kind}`);
  return renderTable(element, tableKind);
}
