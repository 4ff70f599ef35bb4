import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { eventKinds } from '../../src/contract/index.ts';
import { readElementDeclarations, type ElementDeclaration } from '../../tools/reference/read-manifest.ts';
import { renderTable, tableKinds } from '../../tools/reference/render-table.ts';
import { otherSections, referencePages, updateReferencePage } from '../../tools/reference/update-page.ts';

const elements = readElementDeclarations();
const pages = referencePages.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const example: ElementDeclaration = {
  tagName: 'waybill-example',
  members: [
    { name: 'orderBy', attribute: 'order-by', description: 'The cut-off,\ne.g. `2026-12-01T12:00Z`. Optional.' },
    { name: 'order', description: 'One | another.' },
  ],
  slots: [{ name: '', description: 'Text.' }],
  cssProperties: [
    { name: '--own', default: '1em', description: 'Size.' },
    { name: '--common', default: 'inherit', description: 'Shared: links.' },
  ],
};

const section = (subject: string, table: string): string =>
  `<!-- reference: ${subject} -->\n${table}<!-- /reference -->`;

describe('the reference tables', () => {
  for (const { path, text } of pages) {
    it(`of ${path} are up to date: npm run generate`, () => {
      assert.equal(text, updateReferencePage(text, elements));
    });
  }

  it('exist once for each element and kind that has rows', () => {
    const expected = elements.flatMap((element) =>
      tableKinds
        .filter((kind) => renderTable(element, kind).split('\n').length > 2)
        .map((kind) => `${element.tagName} ${kind}`),
    );
    const markers = pages.flatMap(({ text }) => [...text.matchAll(/<!-- reference: (.*) -->/g)]);
    const subjects = markers.map(([, subject = '']) => subject);
    assert.deepEqual(subjects.toSorted(), [...expected, ...Object.keys(otherSections)].toSorted());
  });

  it('have an end for each start', () => {
    for (const { path, text } of pages) {
      const starts = text.match(/<!-- reference: /g) ?? [];
      assert.equal(text.match(/<!-- \/reference -->/g)?.length, starts.length, path);
    }
  });

  it('replace the text between the markers alone', () => {
    const page = `before\n${section('waybill-example slots', 'old\n')}\nafter`;
    const table = '| slot | |\n|---|---|\n| (default) | Text. |\n';
    assert.equal(updateReferencePage(page, [example]), `before\n${section('waybill-example slots', table)}\nafter`);
  });

  it('show attributes, and properties without an attribute, with one sentence each', () => {
    const page = updateReferencePage(section('waybill-example properties', ''), [example]);
    assert.match(page, /\| `order-by` \| The cut-off, e\.g\. `2026-12-01T12:00Z` \|/);
    assert.match(page, /\| property `order` \| One \\\| another \|/);
  });

  it('separate shared custom properties from those of one element', () => {
    const own = updateReferencePage(section('waybill-example custom-properties', ''), [example]);
    assert.match(own, /\| `--own` \| `1em` \| Size\. \|/);
    assert.doesNotMatch(own, /--common/);
    const shared = updateReferencePage(section('shared custom-properties', ''), [example]);
    assert.match(shared, /\| property \| `example` \|/);
    assert.match(shared, /\| `--common` \| Links\. Default: `inherit`\. \|/);
  });

  it('of an order have all codes of the contract, and all fields of its lists', () => {
    const render = (kind: string): string => updateReferencePage(section(`order ${kind}`, ''), []);
    const rows: [kind: string, row: RegExp][] = [
      ['event-kinds', /\| `label_created` \| .* \| `preparing`, if none is known \| \|/],
      ['event-kinds', /\| `delivery_attempted` \| .* \| `in_transit` \| yes \|/],
      ['methods', /\| `locker` \| /],
      ['exception-kinds', /\| `customs_hold` \| /],
      ['delivery-kinds', /\| `neighbour` \| /],
      ['shipment-fields', /\| `id` \| yes \| Stable within the order\. \|/],
      ['shipment-fields', /\| `exceptions\[\]\.actionRequired\.by` \| yes \| Who must act\. \|/],
      ['shipment-fields', /\| `lineItems\[\]\.quantity` \| /],
      ['tracking-fields', /\| `number` \| yes \| /],
      ['event-fields', /\| `tracking\.replaces` \| \| /],
      ['synonyms', /\| `shipments\[\]\.status` \| .*`despatched`.* \| `accepted` \|/],
      ['synonyms', /`picked_up`.* \| `delivered` with `pickup`, `locker`, `store`; else `accepted` \|/],
    ];
    for (const [kind, row] of rows) assert.match(render(kind), row);
    for (const name of eventKinds) assert.ok(render('event-kinds').includes(`| \`${name}\` |`), name);
  });

  it('of an unknown element, or without a description, are an error', () => {
    assert.throws(() => updateReferencePage(section('waybill-other parts', ''), [example]), /waybill-other parts/);
    const nameless = { tagName: 'waybill-example', events: [{ name: 'waybill-change' }] };
    assert.throws(() => updateReferencePage(section('waybill-example events', ''), [nameless]), /waybill-change/);
  });
});
