import type * as z from 'zod/mini';
import { CodeWriter } from './expression.ts';
import { SchemaCompiler } from './schema-compiler.ts';

/** What is compiled: name of the check, its schema, and the type it reads. */
export type Root = {
  name: string;
  schema: z.core.$ZodType;
  type: string;
  from: string;
  /** Leaves out what the schema's marks allow (see src/contract/tolerance.ts); else it refuses the whole. */
  isTolerant?: boolean;
};

/** The source of a file of checks. */
export function compileChecks(roots: readonly Root[]): string {
  const writer = new CodeWriter();
  const compiled = roots.map(({ name, type, schema, isTolerant = false }) => {
    const check = new SchemaCompiler(writer).compile(schema, isTolerant);
    check.uses += 1;
    return { name, type, check };
  });
  const exported = compiled.map(
    ({ name, type, check }) => `export const ${name} = ${writer.write(check)} as DocumentCheck<${type}>;`,
  );
  const { imports, declarations } = writer.head();
  return [
    '/* Compiled from the zod schemas by tools/compile-schemas.ts; do not edit. */',
    ...[...typeImports(roots), ...imports].toSorted(),
    '',
    ...declarations,
    '',
    ...exported,
    '',
  ].join('\n');
}

function typeImports(roots: readonly Root[]): string[] {
  const types = Map.groupBy([{ type: 'DocumentCheck', from: './checker.ts' }, ...roots], ({ from }) => from);
  return [...types].map(([from, group]) => {
    const names = new Set(group.flatMap(({ type }) => type.match(/\b[A-Z]\w+/g) ?? []));
    return `import type { ${[...names].toSorted().join(', ')} } from '${from}';`;
  });
}
