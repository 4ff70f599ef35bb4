/*
 * Compiles the zod schemas of the contract into the checks that ship to the browser:
 *   node tools/compile-schemas.ts            writes src/contract/checks.ts
 *   node tools/compile-schemas.ts --check    fails where that file is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type * as z from 'zod/mini';
import * as estimateSchemas from '../src/contract/estimate.ts';
import * as refinements from '../src/contract/refinements.ts';
import * as termsSchemas from '../src/contract/shop-terms.ts';

/** What is compiled: name of the check, its schema, and the type it reads. */
const roots: { name: string; schema: z.ZodMiniType; type: string; from: string }[] = [
  { name: 'shopTermsCheck', schema: termsSchemas.shopTerms, type: 'ShopTerms', from: './shop-terms.ts' },
  { name: 'estimateListCheck', schema: estimateSchemas.estimateList, type: 'Estimate | Estimate[]', from: './estimate.ts' },
  {
    name: 'estimatesRequestCheck',
    schema: estimateSchemas.estimatesRequest,
    type: '{ requests: EstimateRequest[] }',
    from: './estimate.ts',
  },
  {
    name: 'estimatesResponseCheck',
    schema: estimateSchemas.estimatesResponse,
    type: 'Estimate[] | { estimates: Estimate[]; serverTime?: string | undefined }',
    from: './estimate.ts',
  },
];

const target = new URL('../src/contract/checks.ts', import.meta.url);

type Definition = {
  type: string;
  shape?: Record<string, Schema>;
  catchall?: Schema;
  element?: Schema;
  innerType?: Schema;
  options?: Schema[];
  items?: Schema[];
  keyType?: Schema;
  valueType?: Schema;
  entries?: Record<string, string>;
  values?: unknown[];
  checks?: { _zod: { def: CheckDefinition } }[];
  check?: string;
  format?: string;
};
type Schema = { _zod: { def: Definition } };
type CheckDefinition = {
  check: string;
  pattern?: RegExp;
  fn?: (value: never) => boolean;
  path?: string[];
  value?: number;
  minimum?: number;
  maximum?: number;
  error?: (issue: object) => string;
};

const refinementNames = new Map<unknown, string>(Object.entries(refinements).map(([name, test]) => [test, name]));
const combinators = new Set<string>();
const usedRefinements = new Set<string>();

/** Schemas used more than once become constants, so that they stand in the file once. */
class Compiler {
  readonly declarations: string[] = [];
  readonly #uses = new Map<Schema, number>();
  readonly #names = new Map<Schema, string>();

  count(schema: Schema): void {
    const uses = (this.#uses.get(schema) ?? 0) + 1;
    this.#uses.set(schema, uses);
    if (uses === 1) children(schema).forEach((child) => this.count(child));
  }

  compile(schema: Schema): string {
    const known = this.#names.get(schema);
    if (known) return known;
    const code = this.#expression(schema);
    if ((this.#uses.get(schema) ?? 0) < 2 || !code.includes('(')) return code;
    const name = `check${this.#names.size + 1}`;
    this.#names.set(schema, name);
    this.declarations.push(`const ${name} = ${code};`);
    return name;
  }

  #expression({ _zod: { def } }: Schema): string {
    const checks = (def.checks ?? []).map((check) => check._zod.def);
    const of = (schema: Schema | undefined): string => this.compile(schema as Schema);
    switch (def.type) {
      case 'string':
        return call('string', checks.map(stringRule));
      case 'number':
        return call(def.format === 'safeint' ? 'int' : 'number', numberBounds(checks));
      case 'boolean':
      case 'unknown':
        combinators.add(def.type);
        return def.type;
      case 'enum':
        return call('oneOf', Object.values(def.entries ?? {}).map((value) => JSON.stringify(value)));
      case 'literal':
        return call('oneOf', (def.values ?? []).map((value) => JSON.stringify(value)));
      case 'optional':
      case 'nullable':
        return call(def.type, [of(def.innerType)]);
      case 'array': {
        const bound = (kind: string): CheckDefinition | undefined => checks.find(({ check }) => check === kind);
        const maximum = bound('max_length')?.maximum;
        const minimum = bound('min_length')?.minimum ?? (maximum === undefined ? undefined : 0);
        return call('array', [of(def.element), minimum, maximum].filter((part) => part !== undefined).map(String));
      }
      case 'tuple':
        return call('tuple', (def.items ?? []).map(of));
      case 'record':
        return call('record', [of(def.keyType), of(def.valueType)]);
      case 'union':
        return call('union', (def.options ?? []).map(of));
      case 'object': {
        const fields = Object.entries(def.shape ?? {}).map(([name, field]) => `${quoteKey(name)}: ${of(field)}`);
        const rest = { never: 'refuse', unknown: 'keep' }[def.catchall?._zod.def.type ?? ''] ?? 'omit';
        return call('object', [`{ ${fields.join(', ')} }`, JSON.stringify(rest), ...checks.map(objectRefinement)]);
      }
      default:
        throw new Error(`A schema of type ${def.type} cannot be compiled.`);
    }
  }
}

function children({ _zod: { def } }: Schema): Schema[] {
  const single = [def.element, def.innerType, def.keyType, def.valueType].filter((child) => child !== undefined);
  return [...single, ...(def.options ?? []), ...(def.items ?? []), ...Object.values(def.shape ?? {})];
}

function call(combinator: string, parts: string[]): string {
  combinators.add(combinator);
  return `/* @__PURE__ */ ${combinator}(${parts.join(', ')})`;
}

function stringRule(check: CheckDefinition): string {
  const expected = JSON.stringify(check.error?.({}) ?? 'other text');
  if (check.pattern) return `[${String(check.pattern)}, ${expected}]`;
  if (check.check === 'min_length') return `[/^[^]{${check.minimum},}$/, "at least ${check.minimum} characters"]`;
  if (check.check === 'max_length') return `[/^[^]{0,${check.maximum}}$/, "at most ${check.maximum} characters"]`;
  return `[${refinementName(check)}, ${expected}]`;
}

function numberBounds(checks: CheckDefinition[]): string[] {
  const bounds = (kind: string): number[] => checks.flatMap(({ check, value }) => (check === kind ? (value ?? []) : []));
  const [mins, maxes] = [bounds('greater_than'), bounds('less_than')];
  const min = mins.length > 0 ? Math.max(...mins) : undefined;
  const max = maxes.length > 0 ? Math.min(...maxes) : undefined;
  const expected = checks.map((check) => check.error?.({})).findLast((text) => text !== undefined);
  const parts = [min, max, expected === undefined ? undefined : JSON.stringify(expected)].map((part) => String(part));
  while (parts.at(-1) === 'undefined') parts.pop();
  return parts;
}

function objectRefinement(check: CheckDefinition): string {
  return `[${refinementName(check)}, ${JSON.stringify(check.error?.({}))}, ${JSON.stringify(check.path?.join('.') ?? '')}]`;
}

function refinementName({ fn }: CheckDefinition): string {
  const name = refinementNames.get(fn);
  if (!name) throw new Error('A refinement must be exported by src/contract/refinements.ts.');
  usedRefinements.add(name);
  return name;
}

function quoteKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function generate(): string {
  const compiler = new Compiler();
  for (const { schema } of roots) compiler.count(schema as unknown as Schema);
  const exported = roots.map(({ name, schema, type }) => {
    const code = compiler.compile(schema as unknown as Schema);
    return `export const ${name} = ${code} as DocumentCheck<${type}>;`;
  });
  const types = Map.groupBy(roots, ({ from }) => from);
  const imports = [...types].map(([from, group]) => {
    const names = new Set(group.flatMap(({ type }) => type.match(/\b[A-Z]\w+/g) ?? []));
    return `import type { ${[...names].sort().join(', ')} } from '${from}';`;
  });
  return [
    '/* Compiled from the zod schemas by tools/compile-schemas.ts; do not edit. */',
    `import { ${[...combinators].sort().join(', ')}, type DocumentCheck } from './checker.ts';`,
    ...imports.sort(),
    `import { ${[...usedRefinements].sort().join(', ')} } from './refinements.ts';`,
    '',
    ...compiler.declarations,
    '',
    ...exported,
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const code = generate();
  if (!process.argv.includes('--check')) {
    writeFileSync(target, code);
  } else if (readFileSync(target, 'utf8') !== code) {
    console.error('src/contract/checks.ts is not up to date: run `node tools/compile-schemas.ts`.');
    process.exitCode = 1;
  }
}
