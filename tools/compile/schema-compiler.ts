import type * as z from 'zod/mini';
import { isBinding, isWhole } from '../../src/contract/tolerance.ts';
import { sourceOf } from './called-functions.ts';
import type { CodeWriter, Expression, Part } from './expression.ts';

type Schema = z.core.$ZodType;

/** What a check of zod may say of itself. */
type Rule = {
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

const strict = './checker.ts';
const tolerant = './salvage.ts';

/** Turns schemas into calls of the small checks in src/contract/checker.ts and salvage.ts. */
export class SchemaCompiler {
  readonly #writer: CodeWriter;

  constructor(writer: CodeWriter) {
    this.#writer = writer;
  }

  compile(schema: Schema, isTolerant: boolean): Expression {
    const writer = this.#writer;
    const { def } = (schema as z.core.$ZodTypes)._zod;
    const rules = ((def as { checks?: { _zod: { def: unknown } }[] }).checks ?? []).map(({ _zod }) => _zod.def as Rule);
    /** May be left out by itself. */
    const canGo = isTolerant && !isBinding(schema);
    const isInside = isTolerant && !isWhole(schema);
    const of = (child: Schema): Expression => this.compile(child, isInside);
    const call = (...[name, ...values]: [string, ...Part[]]): Expression => writer.call(strict, name, ...values);
    switch (def.type) {
      case 'string': {
        const cleaner = rules.find(({ check }) => check === 'overwrite');
        return cleaner ? writer.call(tolerant, 'text', this.#called(cleaner.tx)) : call('string', ...boundTogether(rules).map((rule) => this.#textRule(rule)));
      }
      case 'number':
        return call('int', ...numberBounds(rules));
      case 'boolean':
        return writer.express(writer.use(strict, 'boolean'));
      case 'unknown':
        return writer.express(writer.use(tolerant, 'unknown'));
      case 'enum':
        return call('oneOf', ...Object.values(def.entries).map((value) => JSON.stringify(value)));
      case 'literal':
        return call('oneOf', ...def.values.map((value) => JSON.stringify(value)));
      case 'optional':
        return canGo ? writer.call(tolerant, 'lenient', of(def.innerType)) : call('optional', of(def.innerType));
      case 'default':
        return writer.call(tolerant, canGo ? 'lenient' : 'given', of(def.innerType), `() => ${JSON.stringify(def.defaultValue)}`);
      case 'nullable':
        return call('nullable', of(def.innerType));
      case 'array': {
        const canLoseEntries = isInside && !isBinding(def.element);
        if (canLoseEntries) return writer.call(tolerant, 'entries', of(def.element));
        return call('array', of(def.element), ...lengthBounds(rules));
      }
      case 'tuple':
        return call('tuple', ...def.items.map((item) => this.compile(item, false)));
      case 'record':
        return call('record', of(def.keyType), of(def.valueType));
      case 'union':
        return call('union', ...def.options.map(of));
      case 'object': {
        const fields = Object.entries(def.shape).flatMap(([name, field], index) => [
          `${index > 0 ? ', ' : ''}${name}: `,
          of(field),
        ]);
        const shape = writer.express('{ ', ...fields, ' }');
        const others = def.catchall?._zod.def.type;
        const rest = others === 'never' ? '"refuse"' : others === 'unknown' ? '"keep"' : undefined;
        const [refinement] = rules.map((rule) => this.#objectRule(rule));
        return call('object', shape, ...given(rest, refinement));
      }
      default:
        throw new Error(`A schema of type ${def.type} cannot be compiled.`);
    }
  }

  #textRule(rule: Rule): string {
    const { check, pattern, fn, minimum, maximum } = rule;
    const expected = wordsOf(rule);
    if (pattern) return `[${String(pattern)}, ${expected}]`;
    if (/^(min|max)_length$/.test(check)) return `[/^[^]{${minimum ?? 0},${maximum ?? ''}}$/, ${expected}]`;
    return `[${this.#called(fn)}, ${expected}]`;
  }

  #objectRule(rule: Rule): string {
    return `[${this.#called(rule.fn)}, ${wordsOf(rule)}, ${JSON.stringify(rule.path?.join('.') ?? '')}]`;
  }

  #called(called: unknown): string {
    const { from, name } = sourceOf(called);
    return this.#writer.use(from, name);
  }
}

function wordsOf({ error, minimum, maximum }: Rule): string {
  const bound = minimum === undefined ? `at most ${maximum} characters` : `at least ${minimum} characters`;
  return JSON.stringify(error?.({}) ?? bound);
}

function numberBounds(rules: readonly Rule[]): string[] {
  const bounds = (kind: string): number[] => rules.flatMap(({ check, value }) => (check === kind ? (value ?? []) : []));
  const [min] = bounds('greater_than').toSorted((a, b) => b - a);
  const [max] = bounds('less_than').toSorted((a, b) => a - b);
  const expected = rules.map(({ error }) => error?.({})).findLast((text) => text !== undefined);
  return given(min, max, expected === undefined ? undefined : JSON.stringify(expected));
}

/** A text's least and greatest length as one rule, in the words of the greatest. */
function boundTogether(rules: readonly Rule[]): Rule[] {
  const least = rules.find(({ check }) => check === 'min_length');
  const greatest = rules.find(({ check }) => check === 'max_length');
  if (!least || !greatest) return [...rules];
  return rules.flatMap((rule) => (rule === least ? [] : rule === greatest ? { ...greatest, minimum: least.minimum! } : rule));
}

function lengthBounds(rules: readonly Rule[]): string[] {
  const min = rules.find(({ check }) => check === 'min_length')?.minimum;
  const max = rules.find(({ check }) => check === 'max_length')?.maximum;
  return given(min, max);
}

/** Arguments, without those at the end that are not given. */
function given(...values: (string | number | undefined)[]): string[] {
  const texts = values.map(String);
  while (texts.at(-1) === 'undefined') texts.pop();
  return texts;
}
