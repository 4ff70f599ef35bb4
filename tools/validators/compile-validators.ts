import type * as z from 'zod/mini';
import { capitalize, CodeWriter } from './code-writer.ts';
import { SchemaCompiler } from './schema-compiler.ts';

/** One exported validator: its name, its schema, and the type that it returns. */
export type ValidatorSource = {
  name: string;
  schema: z.core.$ZodType;
  type: string;
  from: string;
  /** Drops broken parts as the marks of src/contract/leniency.ts allow. Otherwise a broken part refuses the document. */
  isLenient?: boolean;
};

/** Source text of a file of validators, not formatted. Constants are named after the schemas that `modules` export. */
export function compileValidators(roots: readonly ValidatorSource[], modules: readonly object[]): string {
  const writer = new CodeWriter();
  const compiler = new SchemaCompiler(writer);
  const named = modules
    .flatMap((module) => Object.entries(module))
    .flatMap(([name, schema]) =>
      isSchema(schema)
        ? { strict: compiler.nameSchema(name, schema, false), lenient: compiler.nameSchema(name, schema, true) }
        : [],
    );
  const compiled = roots.map(({ name, type, schema, isLenient = false }) => {
    const validator = compiler.compile(schema, isLenient);
    writer.countUses(validator);
    return { name, type, validator };
  });
  // Parts of a lenient document may be strict, see `atomic`.
  for (const { strict, lenient } of named) {
    const hasBoth = strict !== lenient && writer.isUsed(strict) && writer.isUsed(lenient);
    if (hasBoth) strict.noun = `strict${capitalize(strict.noun ?? '')}`;
  }
  const exported = compiled.map(({ name, type, validator }) => {
    const isOnlyRoot = compiled.filter((other) => other.validator === validator).length === 1;
    const code = isOnlyRoot ? writer.printParts(validator) : writer.print(validator);
    return `export const ${name} = ${code} as DocumentValidator<${type}>;`;
  });
  const { imports, declarations } = writer.printHead();
  return [
    '/* Compiled from the zod schemas by tools/generate-validators.ts; do not edit. */',
    [...typeImports(roots), ...imports].toSorted().join('\n'),
    ...declarations,
    ...exported,
    '',
  ].join('\n\n');
}

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

function typeImports(roots: readonly ValidatorSource[]): string[] {
  const types = Map.groupBy([{ type: 'DocumentValidator', from: '../validators.ts' }, ...roots], ({ from }) => from);
  return [...types].map(([from, group]) => {
    const names = new Set(group.flatMap(({ type }) => type.match(/\b[A-Z]\w+/g) ?? []));
    return `import type { ${[...names].toSorted().join(', ')} } from '${from}';`;
  });
}
