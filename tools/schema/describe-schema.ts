import * as z from 'zod/mini';
import { isExpected } from '../../src/contract/tolerance.ts';
import { descriptions, examples, titles } from '../schema-docs.ts';
import { documents } from './documents.ts';

/** JSON Schema 2020-12, as far as the contract uses it. */
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

const nameOf = new Map(Object.entries(documents).map(([name, schema]) => [schema, name]));

/** A property that holds another document, which its own schema does not say. */
const held: Record<string, string> = { 'stream-order.order': 'order' };

/** How one document speaks of another. */
type Refer = (document: string) => { readonly $ref: string };

/** The schema of a document, as it is sent, with its title and a description of every property. */
export function toDescribedSchema(name: string, refer: Refer = (document) => ({ $ref: `${document}.json` })): JsonSchema {
  const schema = documents[name];
  if (!schema) throw new Error(`There is no document ${name}.`);
  const override = (context: { zodSchema: z.core.$ZodTypes; jsonSchema: object }): void => {
    const other = context.zodSchema === schema ? undefined : nameOf.get(context.zodSchema);
    if (other === undefined) requireExpected(context.zodSchema, context.jsonSchema);
    else replace(context.jsonSchema, refer(other));
  };
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', override }) as JsonSchema;
  for (const { path, property } of propertiesOf(rest, name)) {
    const description = descriptionOf(path);
    if (description !== undefined) property.description = description;
    if (examples[path]) property.examples = examples[path];
    if (held[path] !== undefined) Object.assign(property, refer(held[path]));
  }
  return { ...($schema !== undefined && { $schema }), ...titles[name], ...rest };
}

/** What a reader forgives, a writer must send all the same. */
function requireExpected({ _zod: { def } }: z.core.$ZodTypes, target: JsonSchema): void {
  if (def.type !== 'object') return;
  const isRequired = ([name, field]: [string, z.core.$ZodType]): boolean =>
    isExpected(field) || (target.required?.includes(name) ?? false);
  const required = Object.entries(def.shape).filter(isRequired).map(([name]) => name);
  if (required.length === 0) return;
  replace(target, { ...target, required });
  for (const name of required) delete target.properties?.[name]?.default;
}

function replace(target: object, content: object): void {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
  Object.assign(target, content);
}

type Property = { path: string; property: JsonSchema };

/** Every property of a schema with its path: lists are passed through, `*` is any key. */
export function propertiesOf(schema: JsonSchema, path: string): Property[] {
  const { properties = {}, items, prefixItems = [], anyOf = [], additionalProperties } = schema;
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const at = `${path}.${name}`;
    return [{ path: at, property }, ...propertiesOf(property, at)];
  });
  const same = [...(items ? [items] : []), ...prefixItems, ...anyOf].flatMap((part) => propertiesOf(part, path));
  const any = typeof additionalProperties === 'object' ? propertiesOf(additionalProperties, `${path}.*`) : [];
  return [...own, ...same, ...any];
}

export const descriptionOf = (path: string): string | undefined => descriptions[keyOf(path) ?? ''];

/** The key under which a property is described: its path, or the longest end of it that is. */
export function keyOf(path: string): string | undefined {
  if (Object.hasOwn(descriptions, path)) return path;
  const names = path.split('.');
  const ends = names.map((_, index) => `*.${names.slice(index).join('.')}`);
  return ends.find((end) => Object.hasOwn(descriptions, end));
}
