/*
 * Compiles the zod schemas of the order into the checks that ship to the browser. They are tolerant
 * where the schemas are (see src/contract/tolerance.ts):
 *   node tools/compile-order-schemas.ts            writes src/contract/order-checks.ts
 *   node tools/compile-order-schemas.ts --check    fails where that file is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { cancellation, cancelRequest } from '../src/contract/cancellation.ts';
import * as cleaners from '../src/contract/clean-text.ts';
import { orderEvents } from '../src/contract/order-event.ts';
import * as orderRefinements from '../src/contract/order-refinements.ts';
import { order } from '../src/contract/order.ts';
import { problem } from '../src/contract/problem.ts';
import * as refinements from '../src/contract/refinements.ts';
import { streamData } from '../src/contract/stream.ts';
import { isBinding, isWhole } from '../src/contract/tolerance.ts';

/** What is compiled: name of the check, its schema, and the type it reads. `strict` leaves nothing out. */
const roots: { name: string; schema: z.core.$ZodType; type: string; from?: string; strict?: true }[] = [
  { name: 'orderCheck', schema: order, type: 'Order', from: './order.ts' },
  { name: 'orderEventsCheck', schema: orderEvents, type: 'OrderEvents', from: './order-event.ts' },
  { name: 'cancelRequestCheck', schema: cancelRequest, type: 'CancelRequest', from: './cancellation.ts', strict: true },
  { name: 'cancellationCheck', schema: cancellation, type: 'Cancellation', from: './cancellation.ts' },
  { name: 'problemCheck', schema: problem, type: 'Problem', from: './problem.ts' },
  ...Object.entries(streamData).map(([name, schema]) => ({
    name: `${name}DataCheck`,
    schema,
    type: `StreamData['${name}']`,
    from: './stream.ts',
  })),
];

const target = new URL('../src/contract/order-checks.ts', import.meta.url);

/** Functions that the schemas call, and where they are. */
const sources: Record<string, object> = {
  './refinements.ts': refinements,
  './order-refinements.ts': orderRefinements,
  './clean-text.ts': cleaners,
};

type Schema = z.core.$ZodType;
type CheckDefinition = {
  check: string;
  pattern?: RegExp;
  fn?: unknown;
  tx?: unknown;
  path?: string[];
  value?: number;
  minimum?: number;
  maximum?: number;
  error?: (issue: object) => string;
};

const imports = new Map<string, Set<string>>();
const declarations: string[] = [];
const names = new Map<string, string>();

function use(from: string, name: string): string {
  imports.set(from, (imports.get(from) ?? new Set()).add(name));
  return name;
}

const call = (from: string, name: string, ...parts: string[]): string =>
  `/* @__PURE__ */ ${use(from, name)}(${parts.join(', ')})`;
const strictly = (name: string, ...parts: string[]): string => call('./checker.ts', name, ...parts);
const tolerantly = (name: string, ...parts: string[]): string => call('./salvage.ts', name, ...parts);

/** Code of a schema; equal code stands in the file once. */
function compile(schema: Schema, isStrict: boolean): string {
  const code = expression(schema, isStrict);
  if (!code.includes('(') || code.length < 60) return code;
  const known = names.get(code);
  if (known) return known;
  const name = `check${names.size + 1}`;
  names.set(code, name);
  declarations.push(`const ${name} = ${code};`);
  return name;
}

function expression(schema: Schema, isStrict: boolean): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const checks = ((def as { checks?: { _zod: { def: unknown } }[] }).checks ?? []).map(({ _zod }) => _zod.def as CheckDefinition);
  const isForgiving = !isStrict && !isBinding(schema);
  const inside = isStrict || isWhole(schema);
  switch (def.type) {
    case 'string': {
      const cleaner = checks.find(({ check }) => check === 'overwrite');
      return cleaner ? tolerantly('text', nameOf(cleaner.tx)) : strictly('string', ...checks.map(stringRule));
    }
    case 'number':
      return strictly('int', ...numberBounds(checks));
    case 'boolean':
    case 'unknown':
      return use(def.type === 'boolean' ? './checker.ts' : './salvage.ts', def.type);
    case 'enum':
      return strictly('oneOf', ...Object.values(def.entries).map((value) => JSON.stringify(value)));
    case 'tuple':
      return strictly('tuple', ...def.items.map((item) => compile(item, true)));
    case 'nullable':
      return strictly('nullable', compile(def.innerType, inside));
    case 'optional':
      return (isForgiving ? tolerantly : strictly)(isForgiving ? 'lenient' : 'optional', compile(def.innerType, inside));
    case 'default': {
      const otherwise = `() => ${JSON.stringify(def.defaultValue)}`;
      return tolerantly(isForgiving ? 'lenient' : 'given', compile(def.innerType, inside), otherwise);
    }
    case 'array': {
      const canLeaveOut = !inside && !isBinding(def.element);
      const element = compile(def.element, inside);
      return canLeaveOut ? tolerantly('entries', element) : strictly('array', element);
    }
    case 'object': {
      const fields = Object.entries(def.shape).map(([name, field]) => `${name}: ${compile(field, inside)}`);
      const shape = `{ ${fields.join(', ')} }`;
      const rest = def.catchall?._zod.def.type;
      if (rest === 'unknown') return tolerantly('fields', shape);
      return strictly('object', shape, rest === 'never' ? '"refuse"' : '"omit"', ...checks.map(objectRefinement));
    }
    default:
      throw new Error(`A schema of type ${def.type} cannot be compiled.`);
  }
}

function stringRule(check: CheckDefinition): string {
  const wanted = JSON.stringify(check.error?.({}));
  if (check.pattern) return `[${String(check.pattern)}, ${wanted}]`;
  if (check.check === 'min_length') return `[/^[^]{${check.minimum},}$/, ${wanted}]`;
  if (check.check === 'max_length') return `[/^[^]{0,${check.maximum}}$/, ${wanted}]`;
  return `[${nameOf(check.fn)}, ${wanted}]`;
}

function numberBounds(checks: CheckDefinition[]): string[] {
  const [bound, ...others] = checks;
  if (!bound) return [];
  if (others.length > 0 || bound.check !== 'greater_than') throw new Error('Only a lower bound is compiled.');
  return [String(bound.value), 'undefined', JSON.stringify(bound.error?.({}))];
}

function objectRefinement({ fn, error, path }: CheckDefinition): string {
  return `[${nameOf(fn)}, ${JSON.stringify(error?.({}))}, ${JSON.stringify(path?.join('.') ?? '')}]`;
}

/** Name of a function that a schema calls, imported from where it is. */
function nameOf(called: unknown): string {
  for (const [from, module] of Object.entries(sources)) {
    const [name] = Object.entries(module).find(([, value]) => value === called) ?? [];
    if (name !== undefined) return use(from, name);
  }
  throw new Error(`What a schema calls must be exported by one of ${Object.keys(sources).join(', ')}.`);
}

function generate(): string {
  const exported = roots.map(({ name, schema, type, strict = false }) => {
    const code = compile(schema, strict);
    return `export const ${name} = ${code} as DocumentCheck<${type}>;`;
  });
  const types = Map.groupBy([{ type: 'DocumentCheck', from: './checker.ts' }, ...roots], ({ from = '' }) => from);
  const typeImports = [...types].map(([from, group]) => {
    const typeNames = new Set(group.flatMap(({ type }) => /^\w+/.exec(type)?.[0] ?? []));
    return `import type { ${[...typeNames].toSorted().join(', ')} } from '${from}';`;
  });
  const valueImports = [...imports].map(([from, used]) => `import { ${[...used].toSorted().join(', ')} } from '${from}';`);
  return [
    '/* Compiled from the zod schemas by tools/compile-order-schemas.ts; do not edit. */',
    ...[...typeImports, ...valueImports].toSorted(),
    '',
    ...declarations,
    '',
    ...exported,
    '',
  ].join('\n');
}

const code = generate();
if (!process.argv.includes('--check')) {
  writeFileSync(target, code);
} else if (readFileSync(target, 'utf8') !== code) {
  console.error('src/contract/order-checks.ts is not up to date: run `node tools/compile-order-schemas.ts`.');
  process.exitCode = 1;
}
