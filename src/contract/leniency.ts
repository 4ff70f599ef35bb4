import type * as z from 'zod/mini';

/*
 * Orders and estimates come from many systems and are parsed leniently: an invalid optional field or list entry is
 * dropped with a warning. The marks below change that for single schemas. The validators are generated from the marked schemas
 * (tools/generate-validators.ts).
 */

type Schema = z.core.$ZodType;

const essentialSchemas = new WeakSet<Schema>();
const atomicSchemas = new WeakSet<Schema>();
const emptyAsAbsentSchemas = new WeakSet<Schema>();
const writerRequiredSchemas = new WeakSet<Schema>();

/** If the field is invalid, the object that contains it is dropped as well. */
export function essential<T extends Schema>(schema: T): T {
  essentialSchemas.add(schema);
  return schema;
}

/** If any part of the value is invalid, the whole value is dropped. */
export function atomic<T extends Schema>(schema: T): T {
  atomicSchemas.add(schema);
  return schema;
}

/** In an optional field, `null` and blank text are absent: many systems write them for a value that they do not have. */
export function emptyAsAbsent<T extends Schema>(schema: T): T {
  emptyAsAbsentSchemas.add(schema);
  return schema;
}

/** Required by the published schema, optional for the parser. */
export function writerRequired<T extends Schema>(schema: T): T {
  writerRequiredSchemas.add(schema);
  return schema;
}

/** Creates what stands for an invalid part, of its valid fields and of the part as it is in the document. */
export type CreatePlaceholder = (valid: Record<string, unknown>, raw: Record<string, unknown>) => object | undefined;
type ReplaceableMark = { noun: string | undefined; createPlaceholder: CreatePlaceholder | undefined };

const replaceableSchemas = new WeakMap<Schema, ReplaceableMark>();

/** Of a strict document: a lenient parser replaces the value if it is invalid, see `replaceInvalid`. */
export function replaceable<T extends Schema>(schema: T, noun?: string, createPlaceholder?: CreatePlaceholder): T {
  replaceableSchemas.set(schema, { noun, createPlaceholder });
  return schema;
}

export const findReplaceableMark = (schema: Schema): ReplaceableMark | undefined => replaceableSchemas.get(schema);

export const isEssential = (schema: Schema): boolean => essentialSchemas.has(schema);
export const isAtomic = (schema: Schema): boolean => atomicSchemas.has(schema);
export const isEmptyAsAbsent = (schema: Schema): boolean => emptyAsAbsentSchemas.has(schema);
export const isWriterRequired = (schema: Schema): boolean => writerRequiredSchemas.has(schema);
