import * as z from 'zod/mini';
import { isWriterRequired } from '../../src/contract/leniency.ts';
import { codeExamples, documents } from './schema-documents.ts';

/** The part of JSON Schema 2020-12 that the contract uses. */
export type JsonSchema = {
  $schema?: string;
  $ref?: string;
  title?: string;
  description?: string;
  examples?: readonly unknown[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
};

const nameOf = new Map(Object.entries(documents).map(([name, { schema }]) => [schema, name]));

/** Properties that hold another document, which their zod schema leaves open. */
const embeddedDocuments: Record<string, string> = { 'stream-order.order': 'order' };

/** Makes a reference from one document to another. */
type CreateRef = (document: string) => { readonly $ref: string };

/** JSON Schema of a document as it is sent, with a title and a description of each property. */
export function toDescribedSchema(
  name: string,
  createRef: CreateRef = (document) => ({ $ref: `${document}.json` }),
): JsonSchema {
  const document = documents[name];
  if (!document) throw new Error(`There is no document ${name}.`);
  const { schema, title, description } = document;
  const override = (context: { zodSchema: z.core.$ZodTypes; jsonSchema: object }): void => {
    const other = context.zodSchema === schema ? undefined : nameOf.get(context.zodSchema);
    if (other === undefined) requireForWriters(context.zodSchema, context.jsonSchema);
    else replace(context.jsonSchema, createRef(other));
  };
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', override }) as JsonSchema;
  for (const { path, property } of listProperties(rest, name)) {
    if (codeExamples[path]) property.examples = codeExamples[path];
    if (embeddedDocuments[path] !== undefined) Object.assign(property, createRef(embeddedDocuments[path]));
  }
  return { ...($schema !== undefined && { $schema }), title, description, ...rest };
}

/** A writer must send fields that a lenient reader can do without. */
function requireForWriters({ _zod: { def } }: z.core.$ZodTypes, target: JsonSchema): void {
  if (def.type !== 'object') return;
  const isRequired = ([name, field]: [string, z.core.$ZodType]): boolean =>
    isWriterRequired(field) || (target.required?.includes(name) ?? false);
  const required = Object.entries(def.shape)
    .filter(isRequired)
    .map(([name]) => name);
  if (required.length === 0) return;
  replace(target, { ...target, required });
  for (const name of required) delete target.properties?.[name]?.default;
}

function replace(target: object, content: object): void {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
  Object.assign(target, content);
}

type Property = { path: string; property: JsonSchema };

/** All properties of a schema with their paths. Lists add nothing to a path; `*` stands for any key. */
export function listProperties(schema: JsonSchema, path: string): Property[] {
  const { properties = {}, items, prefixItems = [], anyOf = [], additionalProperties } = schema;
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const at = `${path}.${name}`;
    return [{ path: at, property }, ...listProperties(property, at)];
  });
  const same = [...(items ? [items] : []), ...prefixItems, ...anyOf].flatMap((part) => listProperties(part, path));
  const any = typeof additionalProperties === 'object' ? listProperties(additionalProperties, `${path}.*`) : [];
  return [...own, ...same, ...any];
}
