import * as z from 'zod/mini';
import type { Issue } from './parse.ts';
import { describe } from './zod-issue.ts';

/*
 * Documents that come from many hands are read as far as they can be read: what is wrong and not
 * needed is left out, with a warning beside the answer. Which parts those are is said by the schema
 * itself: optional fields and entries of lists, except where one of the marks below says otherwise.
 */

export type WarningCode =
  /** A field or an entry could not be read and is left out. */
  | 'left-out'
  /** A field that ought to be there is not. */
  | 'missing'
  /** An id stood there twice: the first was kept. */
  | 'duplicate'
  /** An amount does not go with what was ordered. */
  | 'bad-quantity'
  /** Something is named that the order does not have. */
  | 'unknown-reference';

/** What was not as it should be and did not cost the whole document. */
export type Warning = Issue & { code: WarningCode };

/** Never throws: the document as far as it could be read, or all that is wrong with it. */
export type Salvaged<T> = { ok: true; data: T; warnings: Warning[] } | { ok: false; issues: Issue[] };

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

export const isExpected = (schema: Schema): boolean => expectedSchemas.has(schema);

/** Beyond this many, warnings say nothing new. */
export const mostWarnings = 100;

/** Leaving something out can lay bare what else is wrong, but only so many times. */
const mostRounds = 5;

/** Reads `value`, leaving out what is wrong and may be left out. */
export function salvage<T>(schema: z.ZodMiniType<T>, value: unknown): Salvaged<T> {
  const warnings: Warning[] = [];
  let rest = value;
  for (let round = 0; ; round++) {
    const result = z.safeParse(schema, rest);
    if (result.success) return { ok: true, data: result.data, warnings };
    const { issues } = result.error;
    const cuts = issues.map(({ path }) => cutOf(schema, path));
    if (round === mostRounds || cuts.includes(undefined)) return { ok: false, issues: issues.flatMap(describe) };
    for (const { path, message } of issues.slice(0, mostWarnings).flatMap(describe)) {
      const isNamed = warnings.length === mostWarnings || warnings.at(-1)?.path === path;
      if (!isNamed) warnings.push({ code: 'left-out', path, message });
    }
    rest = leaveOut(rest, cuts);
  }
}

/** The innermost part around `path` that may be left out, or `undefined`. */
function cutOf(schema: Schema, path: readonly PropertyKey[]): readonly PropertyKey[] | undefined {
  let cut: readonly PropertyKey[] | undefined;
  let node = schema;
  for (const [depth, key] of path.entries()) {
    const child = childOf(node, key);
    if (!child) break;
    if (child.isOptional && !bindingSchemas.has(child.schema)) cut = path.slice(0, depth + 1);
    if (wholeSchemas.has(child.schema)) break;
    node = child.schema;
  }
  return cut;
}

function childOf(schema: Schema, key: PropertyKey): { schema: Schema; isOptional: boolean } | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default') return childOf(def.innerType, key);
  if (def.type === 'array') return { schema: def.element, isOptional: true };
  if (def.type !== 'object') return undefined;
  const field = def.shape[String(key)];
  return field && { schema: field, isOptional: field._zod.optin !== undefined };
}

type Cuts = Map<PropertyKey, Cuts | undefined>;

/** A copy without the given parts; what is not touched stays the same object. */
function leaveOut(value: unknown, paths: readonly (readonly PropertyKey[] | undefined)[]): unknown {
  const cuts: Cuts = new Map();
  for (const path of paths) if (path) addCut(cuts, path);
  return copyWithout(value, cuts);
}

function addCut(cuts: Cuts, [key, ...rest]: readonly PropertyKey[]): void {
  if (key === undefined || (cuts.has(key) && !cuts.get(key))) return;
  if (rest.length === 0) {
    cuts.set(key, undefined);
    return;
  }
  const inner: Cuts = cuts.get(key) ?? new Map();
  cuts.set(key, inner);
  addCut(inner, rest);
}

function copyWithout(value: unknown, cuts: Cuts): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => {
      if (!cuts.has(index)) return [entry];
      const inner = cuts.get(index);
      return inner ? [copyWithout(entry, inner)] : [];
    });
  }
  const copy = { ...(value as Record<PropertyKey, unknown>) };
  for (const [key, inner] of cuts) {
    if (inner) copy[key] = copyWithout(copy[key], inner);
    else delete copy[key];
  }
  return copy;
}
