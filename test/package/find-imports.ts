import { parseSync } from 'oxc-parser';

/** Specifiers that a JavaScript file or a `.d.ts` file imports: static, dynamic, re-exported, and by `import('…')` types. */
export function findImports(file: string, text: string): string[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const imports = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const reExports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  return [...imports, ...reExports, ...findExpressions(program)];
}

/** The module record lists neither dynamic imports by specifier nor types by `import('…')`. */
function findExpressions(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, source, argument } = node as { type?: string; source?: unknown; argument?: unknown };
  const inner = Object.values(node).flatMap(findExpressions);
  if (type !== 'ImportExpression' && type !== 'TSImportType') return inner;
  const { value, literal } = (source ?? argument) as { value?: unknown; literal?: { value?: unknown } };
  return [String(value ?? literal?.value ?? '(computed)'), ...inner];
}
