type Schema = { readonly [keyword: string]: unknown };

/**
 * Whether a value keeps to a JSON Schema: as much of 2020-12 as the published schemas use. A keyword it
 * does not know is an error, so that none is passed over unseen. `resolve` finds what is referred to.
 */
export function isValid(schema: Schema, value: unknown, resolve: (reference: string) => Schema): boolean {
  const within = (inner: Schema, part: unknown): boolean => isValid(inner, part, resolve);
  return Object.entries(schema).every(([keyword, expected]) => {
    if (keyword === '$ref') return within(resolve(String(expected)), value);
    const check = keywords[keyword];
    if (!check) throw new Error(`keyword ${keyword}`);
    return check(expected as never, value, within, schema);
  });
}

type Within = (schema: Schema, value: unknown) => boolean;
type Check = (expected: never, value: unknown, within: Within, schema: Schema) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const anything: Check = () => true;

const types: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isObject,
};

const keywords: Record<string, Check> = {
  $schema: anything,
  title: anything,
  description: anything,
  examples: anything,
  default: anything,
  type: (type: string, value) => types[type]?.(value) ?? false,
  const: (expected: unknown, value) => value === expected,
  enum: (list: unknown[], value) => list.includes(value),
  pattern: (pattern: string, value) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  minLength: (least: number, value) => typeof value !== 'string' || value.length >= least,
  maxLength: (most: number, value) => typeof value !== 'string' || value.length <= most,
  minimum: (least: number, value) => typeof value !== 'number' || value >= least,
  maximum: (most: number, value) => typeof value !== 'number' || value <= most,
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
  items: (schema: Schema, value, within) => !Array.isArray(value) || value.every((item) => within(schema, item)),
  prefixItems: (schemas: Schema[], value, within) =>
    !Array.isArray(value) || schemas.every((schema, index) => within(schema, value[index])),
  anyOf: (schemas: Schema[], value, within) => schemas.some((schema) => within(schema, value)),
  required: (names: string[], value) => !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
  properties: (properties: Record<string, Schema>, value, within) =>
    !isObject(value) ||
    Object.entries(properties).every(([name, schema]) => !Object.hasOwn(value, name) || within(schema, value[name])),
  propertyNames: (schema: Schema, value, within) =>
    !isObject(value) || Object.keys(value).every((name) => within(schema, name)),
  additionalProperties: (rest: Schema | boolean, value, within, { properties = {} }) => {
    if (!isObject(value)) return true;
    const others = Object.keys(value).filter((name) => !Object.hasOwn(properties as object, name));
    return typeof rest === 'boolean' ? rest || others.length === 0 : others.every((name) => within(rest, value[name]));
  },
};
