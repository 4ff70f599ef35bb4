import type * as z from 'zod/mini';
import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import { isRecord } from './json-value.ts';
import { isWriterRequired } from '../../contract/leniency.ts';

/*
 * Strict checks on top of the tolerant contract, for what the shop's own systems send. Unknown fields may contain names,
 * addresses and phone numbers; missing fields show as gaps to every customer. Both checks walk the zod schemas.
 */

type Schema = z.core.$ZodType;

/** Issues of all unknown fields and all missing fields that a writer must send. The path of the document is `''`. */
export function validateFields(schema: Schema, value: unknown, path = ''): ValidationIssue[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return value === undefined || value === null ? [] : validateFields(def.innerType, value, path);
    case 'array':
      if (!Array.isArray(value)) return [];
      return value.flatMap((entry, index) => validateFields(def.element, entry, join(path, index)));
    case 'object':
      return isRecord(value) ? validateObject(def.shape, value, path) : [];
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'tuple':
    case 'unknown':
      return [];
    default:
      throw new Error(`Schema type ${def.type} is not supported: add a case`);
  }
}

function validateObject(
  shape: Readonly<Record<string, Schema>>,
  value: Record<string, unknown>,
  path: string,
): ValidationIssue[] {
  const unknownFields = Object.keys(value)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => ({ path: join(path, name.slice(0, MAX_NAME_LENGTH)), message: 'is not a field of the contract' }));
  const knownFields = Object.entries(shape).flatMap(([name, field]) => {
    if (Object.hasOwn(value, name)) return validateFields(field, value[name], join(path, name));
    return isWriterRequired(field) ? [{ path: join(path, name), message: 'is missing' }] : [];
  });
  return [...unknownFields, ...knownFields];
}

/** Names are repeated in the response, so long ones are cut. */
const MAX_NAME_LENGTH = 64;

function join(path: string, name: string | number): string {
  return path ? `${path}.${name}` : String(name);
}
