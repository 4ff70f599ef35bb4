import { globSync } from 'node:fs';
import type { ElementDeclaration } from '../reference/read-manifest.ts';

/** What a script does on a page, by the fields of a script inventory (PCI DSS 6.4.3). */
type Description = { purpose: string; endpointsContacted: string; dataRead: string; dataKept: string };

const pageScript: Omit<Description, 'purpose'> = {
  endpointsContacted:
    'Only the addresses that the page gives in the attributes "endpoint" and "terms": of its own origin, or of one that the page has allowed.',
  dataRead:
    'Attributes, properties and content of the elements themselves, the language of the page, and a postcode that the customer types into them.',
  dataKept:
    'In sessionStorage: where the page sets "remember-postal", the country and postcode that the customer typed; while a cancellation is under way, the number under which it was sent, without personal data.',
};

/** Purposes of the files that are not of a single element. The purpose of an element is the `@summary` of its JSDoc. */
const purposes: Record<string, string> = {
  waybill: 'Shows customers when an order arrives: all elements.',
  'json-ld': 'Tells search engines when an order arrives, as structured data in the page.',
  preview: 'Shows made-up orders and dates to designers. Not for pages that customers see.',
};

/** Describes a file of dist/cdn/. Throws for a file without a description. */
export function describeFile(file: string, elements: readonly ElementDeclaration[]): Description {
  const name = file.replace(/(\.iife)?\.js$/, '');
  const [, language, pack] = /^locales\/([\w-]+)\/(\w+)$/.exec(name) ?? [];
  if (globSync(`src/i18n/locales/${language}/${pack}.ts`).length > 0) {
    return {
      purpose: `Texts in the language "${language}": pack "${pack}". docs/languages.md lists the elements of each pack.`,
      endpointsContacted: 'None.',
      dataRead: 'None.',
      dataKept: 'Nothing.',
    };
  }
  const tag = `waybill-${name}`;
  const summary = elements.find(({ tagName }) => tagName === tag)?.summary;
  const purpose = summary === undefined ? purposes[name] : `<${tag}>: ${summary}`;
  if (purpose === undefined)
    throw new Error(
      `${file} has no description: an element needs a @summary, another file a line in tools/cdn-metadata/inventory.ts`,
    );
  return { purpose, ...pageScript };
}
