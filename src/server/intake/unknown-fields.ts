import type * as z from 'zod/mini';
import type { Issue } from '../../contract/parse.ts';
import { isExpected } from '../../contract/tolerance.ts';

/*
 * What a tolerant reader lets pass, a shop's own systems must not send: a field that the contract does
 * not name is where names, addresses and phone numbers would slip in, and a field that is missing shows
 * as a gap to every customer. Both are read off the schemas, so that they cannot differ from them.
 */

type Schema = z.core.$ZodType;

/** All fields that no schema names, and all that a writer must send and did not. `''` is the document. */
export function findFieldIssues(schema: Schema, value: unknown, path = ''): Issue[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return value === undefined || value === null ? [] : findFieldIssues(def.innerType, value, path);
    case 'array':
      if (!Array.isArray(value)) return [];
      return value.flatMap((entry, index) => findFieldIssues(def.element, entry, join(path, index)));
    case 'object':
      return isRecord(value) ? findInObject(def.shape, value, path) : [];
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'tuple':
    case 'unknown':
      return [];
    default:
      throw new Error(`A schema of the contract has the type ${def.type}: say how its fields are found`);
  }
}

function findInObject(shape: Readonly<Record<string, Schema>>, value: Record<string, unknown>, path: string): Issue[] {
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => ({ path: join(path, name.slice(0, longestName)), message: 'is not a field of the contract' }));
  const known = Object.entries(shape).flatMap(([name, field]) => {
    if (Object.hasOwn(value, name)) return findFieldIssues(field, value[name], join(path, name));
    return isExpected(field) ? [{ path: join(path, name), message: 'is missing' }] : [];
  });
  return [...unknown, ...known];
}

/** Names come back in the answer: nobody needs a megabyte of them. */
const longestName = 64;

function join(path: string, name: string | number): string {
  return path ? `${path}.${name}` : String(name);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
