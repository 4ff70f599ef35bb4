import { parseSync, type Program } from 'oxc-parser';

type SourceImport = {
  /** What is imported from, as written: `./x.ts`, `lit`. */
  from: string;
  /** Imported names; `*` for a namespace, an `export *`, or an import whose names are decided at run time. */
  names: string[];
  line: number;
};

type SourceExport = { name: string; isType: boolean; line: number };

export type Source = {
  /** Path from the project's root, with `/`. */
  file: string;
  imports: SourceImport[];
  exports: SourceExport[];
  program: Program;
  text: string;
  lineAt: (offset: number) => number;
};

type Visited = { type: string; start: number; [key: string]: unknown };

/** Reads a TypeScript or JavaScript file: what it imports, what it exports, and its syntax tree. */
export function readSource(file: string, text: string): Source {
  const { module, program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const imports: SourceImport[] = [];
  const exports: SourceExport[] = [];

  for (const { moduleRequest, entries, start } of module.staticImports) {
    const names = entries.map(({ importName: { kind, name } }) =>
      kind === 'Name' ? String(name) : kind === 'Default' ? 'default' : '*',
    );
    imports.push({ from: moduleRequest.value, names, line: lineAt(start) });
  }
  for (const entry of module.staticExports.flatMap(({ entries }) => entries)) {
    const { moduleRequest, importName, exportName, isType, start } = entry;
    if (moduleRequest) {
      const names = [importName.kind === 'Name' ? String(importName.name) : '*'];
      imports.push({ from: moduleRequest.value, names, line: lineAt(start) });
    }
    if (exportName.kind !== 'None') exports.push({ name: exportName.name ?? 'default', isType, line: lineAt(start) });
  }
  // The module record knows neither what a dynamic import names nor types by `import('…')`.
  visit(program, (node) => {
    if (node.type !== 'ImportExpression' && node.type !== 'TSImportType') return;
    const from = literal(node['source'] ?? node['argument']);
    imports.push({ from: from ?? '(computed)', names: ['*'], line: lineAt(node.start) });
  });
  return { file, imports, exports, program, text, lineAt };
}

/** Calls back for every node of a syntax tree, outer ones first. */
export function visit(node: unknown, onNode: (node: Visited) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, onNode);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node && 'start' in node) onNode(node as Visited);
    for (const child of Object.values(node)) visit(child, onNode);
  }
}

function literal(node: unknown): string | undefined {
  const { type, value, literal: inner, quasis, expressions } = (node ?? {}) as Record<string, unknown>;
  if (type === 'Literal' && typeof value === 'string') return value;
  if (type === 'TSLiteralType') return literal(inner);
  if (type === 'TemplateLiteral' && Array.isArray(expressions) && expressions.length === 0) {
    return (quasis as { value: { cooked: string } }[])[0]?.value.cooked;
  }
  return undefined;
}
