import type * as z from 'zod/mini';

/*
 * Documents that come from many hands are read as far as they can be read: what is wrong and not
 * needed is left out, with a warning beside the answer. Which parts those are is said by the schema
 * itself: optional fields and entries of lists, except where one of the marks below says otherwise.
 * The checks are compiled from the marked schemas (tools/compile-schemas.ts).
 */

type Schema = z.core.$ZodType;

const bindingSchemas = new WeakSet<Schema>();
const wholeSchemas = new WeakSet<Schema>();
const expectedSchemas = new WeakSet<Schema>();

/** Not left out by itself: where it stands and cannot be read, what it belongs to goes with it. */
export function binding<T extends Schema>(schema: T): T {
  bindingSchemas.add(schema);
  return schema;
}

/** Stands or falls together: no part of it is left out alone. */
export function whole<T extends Schema>(schema: T): T {
  wholeSchemas.add(schema);
  return schema;
}

/** Optional to the reader, required of the writer. */
export function expected<T extends Schema>(schema: T): T {
  expectedSchemas.add(schema);
  return schema;
}

export const isBinding = (schema: Schema): boolean => bindingSchemas.has(schema);
export const isWhole = (schema: Schema): boolean => wholeSchemas.has(schema);
export const isExpected = (schema: Schema): boolean => expectedSchemas.has(schema);
