import { methodDependentWords, synonymsByList, type CodeList } from '../../src/contract/synonyms.ts';
import { resolveEventEffect } from '../../src/order/event-effects.ts';
import { toDescribedSchema, type JsonSchema } from '../schema/describe-schema.ts';
import {
  deliveryKindDescriptions,
  eventDescriptions,
  exceptionDescriptions,
  methodDescriptions,
} from './code-descriptions.ts';
import { code, renderRows } from './render-table.ts';

/** Kinds of tables of an order. A kind is the last word of a marker whose subject is `order`. */
export const orderTableKinds = [
  'event-kinds',
  'methods',
  'exception-kinds',
  'delivery-kinds',
  'shipment-fields',
  'tracking-fields',
  'event-fields',
  'synonyms',
] as const;

export type OrderTableKind = (typeof orderTableKinds)[number];

/** Renders a table of docs/order-model.md from the contract and the effects of events. */
export function renderOrderTable(kind: OrderTableKind): string {
  switch (kind) {
    case 'event-kinds':
      return renderEventKinds();
    case 'methods':
      return renderCodes('method', methodDescriptions);
    case 'exception-kinds':
      return renderCodes('kind', exceptionDescriptions);
    case 'delivery-kinds':
      return renderCodes('kind', deliveryKindDescriptions);
    case 'shipment-fields':
      return renderFields(selectEntry('order', 'shipments'));
    case 'tracking-fields':
      return renderFields(selectEntry('order', 'shipments', 'tracking'));
    case 'event-fields':
      return renderFields(toDescribedSchema('order-event'));
    case 'synonyms':
      return renderSynonyms();
  }
}

const renderCodes = (heading: string, descriptions: Readonly<Record<string, string>>): string =>
  renderRows(
    [heading, ''],
    Object.entries(descriptions).map(([name, description]) => [code(name), description]),
  );

const mark = (isSet: boolean): string => (isSet ? 'yes' : '');

function renderEventKinds(): string {
  return renderRows(
    ['kind', '', 'status', 'scan'],
    Object.entries(eventDescriptions).map(([kind, description]) => {
      const { status, isWeak, isScan } = resolveEventEffect(kind);
      return [
        code(kind),
        description,
        status === undefined ? '' : `${code(status)}${isWeak ? ', if none is known' : ''}`,
        mark(isScan === true),
      ];
    }),
  );
}

/** The schema of the entries of a list. */
function selectEntry(document: string, ...names: readonly string[]): JsonSchema {
  return names.reduce((schema, name) => {
    const items = schema.properties?.[name]?.items;
    if (!items) throw new Error(`${document}.${names.join('.')} is no list`);
    return items;
  }, toDescribedSchema(document));
}

function renderFields(schema: JsonSchema): string {
  return renderRows(['field', 'required', ''], listFields(schema, ''));
}

/** All fields with their paths; `[]` stands for any entry of a list. */
function listFields({ properties = {}, required = [] }: JsonSchema, prefix: string): string[][] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    if (property.description === undefined) throw new Error(`${path} has no description`);
    const variants = [property, ...(property.anyOf ?? [])];
    const items = variants.find((variant) => variant.items)?.items;
    return [
      [code(items ? `${path}[]` : path), mark(required.includes(name)), property.description],
      ...(items ? listFields(items, `${path}[].`) : variants.flatMap((variant) => listFields(variant, `${path}.`))),
    ];
  });
}

const listNames: Readonly<Record<CodeList, string>> = {
  status: '`shipments[].status`',
  event: '`events[].kind`',
  method: '`method`',
  exception: '`exceptions[].kind`',
  delivery: '`delivery.kind`',
};

const renderWords = (words: string): string => words.split(' ').map(code).join(', ');

function renderSynonyms(): string {
  const rows = (Object.keys(listNames) as CodeList[]).flatMap((list) =>
    Object.entries(synonymsByList[list])
      .filter(([, words]) => words !== '')
      .map(([name, words]) => [listNames[list], renderWords(words), code(name)]),
  );
  const dependent = methodDependentWords.map(({ words, methods }) => [
    `${listNames.status}, ${listNames.event}`,
    renderWords(words),
    `${code('delivered')} with ${methods.map(code).join(', ')}; else ${code('accepted')}`,
  ]);
  return renderRows(['field', 'your word', 'ours'], [...dependent, ...rows]);
}
