import type * as z from 'zod/mini';
import { findReplaceableMark, isAtomic, isEmptyAsAbsent, isEssential } from '../../src/contract/leniency.ts';
import { findImport } from './find-import.ts';
import { capitalize, type CodeWriter, type Expression, type Part } from './code-writer.ts';

type Schema = z.core.$ZodType;

/** The fields of zod's checks that are compiled. */
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

const STRICT_MODULE = '../validators.ts';
const LENIENT_MODULE = '../lenient-parse.ts';
const REPLACING_MODULE = '../replace-invalid.ts';

/** Compiles schemas into calls of the validators in src/contract/. */
export class SchemaCompiler {
  readonly #writer: CodeWriter;

  constructor(writer: CodeWriter) {
    this.#writer = writer;
  }

  /** Names the validator of a schema. If equal schemas have several names, the first one counts. */
  nameSchema(name: string, schema: Schema, isLenient: boolean): Expression {
    const validator = this.compile(schema, isLenient);
    if (validator.noun === undefined) {
      validator.noun = name;
      validator.isSchema = true;
    }
    return validator;
  }

  compile(schema: Schema, isLenient: boolean): Expression {
    const validator = this.#compileShape(schema, isLenient);
    const mark = findReplaceableMark(schema);
    if (!mark) return validator;
    const { noun, createPlaceholder } = mark;
    return this.#writer.createCall(
      REPLACING_MODULE,
      'replaceInvalid',
      validator,
      ...(noun || createPlaceholder ? [JSON.stringify(noun) ?? 'undefined'] : []),
      ...(createPlaceholder ? [this.#importCalled(createPlaceholder)] : []),
    );
  }

  #compileShape(schema: Schema, isLenient: boolean): Expression {
    const writer = this.#writer;
    const { def } = (schema as z.core.$ZodTypes)._zod;
    const rules = ((def as { checks?: { _zod: { def: unknown } }[] }).checks ?? [])
      .map(({ _zod }) => _zod.def as Rule)
      .filter(({ check }) => check !== 'describe');
    const canDrop = isLenient && !isEssential(schema);
    const isInside = isLenient && !isAtomic(schema);
    const of = (child: Schema): Expression => this.compile(child, isInside);
    const call = (...[name, ...values]: [string, ...Part[]]): Expression =>
      writer.createCall(STRICT_MODULE, name, ...values);
    switch (def.type) {
      case 'string': {
        const cleaner = rules.find(({ check }) => check === 'overwrite');
        const textRules = mergeLengthRules(rules.filter((rule) => rule !== cleaner)).map((rule) =>
          this.#textRule(rule),
        );
        if (cleaner) return call('cleanedText', this.#importCalled(cleaner.tx), ...textRules);
        return textRules.length > 0 ? call('string', ...textRules) : withNoun(call('string'), 'text');
      }
      case 'number': {
        const bounds = numberBounds(rules);
        return bounds.length > 0 ? call('int', ...bounds) : withNoun(call('int'), 'int');
      }
      case 'boolean':
        return withNoun(writer.createImport(STRICT_MODULE, 'boolean'), 'boolean');
      case 'unknown':
        return withNoun(writer.createImport(LENIENT_MODULE, 'unknown'), 'unknown');
      case 'enum':
        return call('oneOf', ...Object.values(def.entries).map((value) => JSON.stringify(value)));
      case 'literal':
        return call('oneOf', ...def.values.map((value) => JSON.stringify(value)));
      case 'optional': {
        const compiled = of(def.innerType);
        const inner =
          isLenient && isEmptyAsAbsent(def.innerType)
            ? withNoun(writer.createCall(LENIENT_MODULE, 'emptyAsAbsent', compiled), prefixNoun('present', compiled))
            : compiled;
        return canDrop
          ? withNoun(writer.createCall(LENIENT_MODULE, 'lenient', inner), prefixNoun('lenient', inner))
          : withNoun(call('optional', inner), prefixNoun('optional', inner));
      }
      case 'default': {
        const inner = of(def.innerType);
        const fallback = JSON.stringify(def.defaultValue);
        const validator = writer.createCall(
          LENIENT_MODULE,
          canDrop ? 'lenient' : 'withDefault',
          inner,
          `() => ${fallback}`,
        );
        const isWord = /^"\w+"$/.test(fallback);
        const noun = inner.noun && isWord ? `${inner.noun}Or${capitalize(fallback.slice(1, -1))}` : undefined;
        return withNoun(validator, noun);
      }
      case 'nullable': {
        const inner = of(def.innerType);
        return withNoun(call('nullable', inner), prefixNoun('nullable', inner));
      }
      case 'array': {
        const element = of(def.element);
        const noun = element.noun && `${element.noun}s`;
        const canDropEntries = isInside && !isEssential(def.element);
        if (canDropEntries) {
          return withNoun(
            writer.createCall(LENIENT_MODULE, 'lenientArray', element),
            noun && `lenient${capitalize(noun)}`,
          );
        }
        const [min, max] = lengthBounds(rules);
        if (min === undefined) return withNoun(call('array', element), noun);
        const validator = call('array', element, ...lengthBounds(rules));
        return withNoun(validator, noun && max === undefined ? `nonEmpty${capitalize(noun)}` : undefined);
      }
      case 'tuple':
        return call('tuple', ...def.items.map((item) => this.compile(item, false)));
      case 'record':
        return call('record', of(def.keyType), of(def.valueType));
      case 'union':
        return call('union', ...def.options.map(of));
      case 'object': {
        // The formatter keeps an object on several lines if its first field is on a new line.
        const fields = Object.entries(def.shape).flatMap(([name, field]) => [`${name}: `, of(field), ',\n']);
        const shape = writer.createExpression('{\n', ...fields, '}');
        const name = def.catchall ? 'strictObject' : 'object';
        return call(name, shape, ...rules.slice(0, 1).map((rule) => this.#objectRule(rule)));
      }
      default:
        throw new Error(`A schema of type ${def.type} cannot be compiled.`);
    }
  }

  #textRule(rule: Rule): Part {
    const { check, pattern, fn, minimum, maximum } = rule;
    const expected = formatExpectation(rule);
    if (pattern) return `[${String(pattern)}, ${expected}]`;
    if (/^(min|max)_length$/.test(check)) return `[/^[^]{${minimum ?? 0},${maximum ?? ''}}$/, ${expected}]`;
    return this.#writer.createExpression('[', this.#importCalled(fn), `, ${expected}]`);
  }

  #objectRule(rule: Rule): Part {
    const path = JSON.stringify(rule.path?.join('.') ?? '');
    return this.#writer.createExpression('[', this.#importCalled(rule.fn), `, ${formatExpectation(rule)}, ${path}]`);
  }

  #importCalled(called: unknown): Expression {
    const { from, name } = findImport(called);
    return this.#writer.createImport(from, name);
  }
}

function withNoun(validator: Expression, noun: string | undefined): Expression {
  validator.noun ??= noun;
  return validator;
}

const prefixNoun = (prefix: string, { noun }: Expression): string | undefined => noun && `${prefix}${capitalize(noun)}`;

function formatExpectation({ error, minimum, maximum }: Rule): string {
  const bound = minimum === undefined ? `at most ${maximum} characters` : `at least ${minimum} characters`;
  return JSON.stringify(error?.({}) ?? bound);
}

function numberBounds(rules: readonly Rule[]): Part[] {
  const bounds = (kind: string): number[] => rules.flatMap(({ check, value }) => (check === kind ? (value ?? []) : []));
  const [min] = bounds('greater_than').toSorted((a, b) => b - a);
  const [max] = bounds('less_than').toSorted((a, b) => a - b);
  const expected = rules.map(({ error }) => error?.({})).findLast((text) => text !== undefined);
  return trimArguments(min, max, expected === undefined ? undefined : JSON.stringify(expected));
}

/** Merges the least and greatest length of a text into one rule, with the message of the greatest. */
function mergeLengthRules(rules: readonly Rule[]): Rule[] {
  const least = rules.find(({ check }) => check === 'min_length');
  const greatest = rules.find(({ check }) => check === 'max_length');
  if (!least || !greatest) return [...rules];
  return rules.flatMap((rule) =>
    rule === least ? [] : rule === greatest ? { ...greatest, minimum: least.minimum! } : rule,
  );
}

function lengthBounds(rules: readonly Rule[]): Part[] {
  const min = rules.find(({ check }) => check === 'min_length')?.minimum;
  const max = rules.find(({ check }) => check === 'max_length')?.maximum;
  return trimArguments(min, max);
}

/** Arguments without trailing `undefined`. */
function trimArguments(...values: (Part | number | undefined)[]): Part[] {
  const parts = values.map((value) => (typeof value === 'object' ? value : String(value)));
  while (parts.at(-1) === 'undefined') parts.pop();
  return parts;
}
