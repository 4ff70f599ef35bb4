import type { DocumentedName, ElementDeclaration } from './read-manifest.ts';

/** Kinds of tables. A kind is the last word of a marker. */
export const tableKinds = ['properties', 'events', 'slots', 'parts', 'custom-properties', 'states'] as const;

export type TableKind = (typeof tableKinds)[number];

/** Marks descriptions of custom properties that several elements read. */
const SHARED = /^Shared: /;

/** Renders one kind of names of an element as a table. */
export function renderTable(element: ElementDeclaration, kind: TableKind): string {
  switch (kind) {
    case 'properties':
      return renderRows(
        ['attribute', ''],
        (element.members ?? []).map((member) => [
          member.attribute === undefined ? `property ${code(member.name)}` : code(member.attribute),
          takeFirstSentence(describe(member)),
        ]),
      );
    case 'events':
      return renderDescriptions('event', element.events);
    case 'slots':
      return renderDescriptions('slot', element.slots);
    case 'parts':
      return renderDescriptions('part', element.cssParts);
    case 'custom-properties':
      return renderRows(
        ['property', 'default', ''],
        (element.cssProperties ?? [])
          .filter((property) => !isShared(property))
          .map((property) => [
            code(property.name),
            property.default === undefined ? '' : code(property.default),
            describe(property),
          ]),
      );
    case 'states':
      return renderDescriptions('state', element.cssStates);
  }
}

/** Renders the custom properties that several elements read: one row a property, one column an element. */
export function renderSharedProperties(elements: readonly ElementDeclaration[]): string {
  const shared = elements.map(({ cssProperties = [] }) => cssProperties.filter(isShared));
  const names = [...new Set(shared.flat().map(({ name }) => name))].toSorted();
  return renderRows(
    ['property', ...elements.map(({ tagName }) => code(tagName.replace('waybill-', '')))],
    names.map((name) => [
      code(name),
      ...shared.map((properties) => describeWithDefault(properties.find((each) => each.name === name))),
    ]),
  );
}

const isShared = ({ description = '' }: DocumentedName): boolean => SHARED.test(description);

function renderDescriptions(heading: string, names: readonly DocumentedName[] = []): string {
  return renderRows(
    [heading, ''],
    names.map((each) => [each.name === '' ? '(default)' : code(each.name), describe(each)]),
  );
}

function describe({ name, description = '' }: DocumentedName): string {
  if (description === '') throw new Error(`${name || 'the default slot'} has no description`);
  return description.replace(SHARED, '').replaceAll(/\s+/g, ' ');
}

/** A sentence ends before a space and a capital letter or a code. */
function takeFirstSentence(text: string): string {
  const [sentence = text] = text.split(/(?<=[^.]{3}\.) (?=[A-Z`\d])/);
  return sentence.replace(/\.$/, '');
}

function describeWithDefault(property: DocumentedName | undefined): string {
  if (!property) return '';
  const text = describe(property);
  const capitalized = text.charAt(0).toUpperCase() + text.slice(1);
  return property.default === undefined ? capitalized : `${capitalized} Default: ${code(property.default)}.`;
}

/** Text as code. */
export const code = (text: string): string => `\`${text}\``;

/** Renders a table. Pipes in cells are escaped. */
export function renderRows(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const renderRow = (cells: readonly string[]): string =>
    `|${cells.map((cell) => (cell === '' ? ' |' : ` ${cell.replaceAll('|', '\\|')} |`)).join('')}`;
  return [renderRow(headings), `|${headings.map(() => '---|').join('')}`, ...rows.map(renderRow)].join('\n');
}
