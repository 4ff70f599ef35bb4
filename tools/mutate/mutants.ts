import { parseSync } from 'oxc-parser';
import { visit } from '../rules/read-source.ts';

/** One small change of a file's text, from `start` to `end`. */
export type Mutant = { line: number; start: number; end: number; was: string; text: string };

/** Other operators, by operator. */
const operators: Record<string, string[]> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '**': ['*'],
  '&': ['|'],
  '|': ['&'],
};

type Range = { start: number; end: number };

/** Every mutant of a file: operators, conditions, literals, statements, cases, lists and negations. Types are left alone. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const { program } = parseSync(file, text);
  const mutants: Mutant[] = [];
  const change = ({ start, end }: Range, ...texts: string[]): void => {
    const was = text.slice(start, end);
    const line = text.slice(0, start).split('\n').length;
    for (const each of texts) if (each !== was) mutants.push({ line, start, end, was, text: each });
  };
  const skipped: Range[] = [];
  visit(program, (visited) => {
    const node = visited as unknown as Range & { type: string; value?: unknown };
    if (skipped.some(({ start, end }) => node.start >= start && node.end <= end)) return;
    // Names of modules and of properties; types go before the program runs.
    if (/^(TS(?!As|NonNull|Satisfies)|Import|Export(All|Default))/.test(node.type)) {
      skipped.push(node);
      return;
    }
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const { left, right, operator } = node as unknown as { left: Range; right: Range; operator: string };
        const at = text.indexOf(operator, left.end);
        if (at < right.start) change({ start: at, end: at + operator.length }, ...(operators[operator] ?? []));
        break;
      }
      case 'IfStatement':
      case 'ConditionalExpression':
        change((node as unknown as { test: Range }).test, 'true', 'false');
        break;
      case 'UnaryExpression':
        if (text[node.start] === '!') change({ start: node.start, end: node.start + 1 }, '');
        break;
      case 'Literal':
        changeLiteral(node, node.value);
        break;
      case 'ExpressionStatement':
        change(node, ';');
        break;
      case 'SwitchCase': {
        const { consequent } = node as unknown as { consequent: Range[] };
        const [first, last] = [consequent[0], consequent.at(-1)];
        if (first && last) change({ start: first.start, end: last.end }, '');
        break;
      }
      case 'ArrayExpression':
        if ((node as unknown as { elements: unknown[] }).elements.length > 0) change(node, '[]');
        break;
      case 'Property': {
        const { key, computed } = node as unknown as { key: Range; computed: boolean };
        if (!computed) skipped.push(key);
        break;
      }
      case 'CallExpression': {
        // A predicate of a whole list, or of one of it.
        const { callee } = node as unknown as { callee: { property?: Range & { name?: string } } };
        const other = { some: 'every', every: 'some', findLast: 'find', min: 'max', max: 'min' }[callee.property?.name ?? ''];
        if (other !== undefined && callee.property) change(callee.property, other);
        break;
      }
    }
  });
  return mutants;

  function changeLiteral(node: Range, value: unknown): void {
    if (typeof value === 'boolean') change(node, String(!value));
    else if (typeof value === 'number') change(node, String(value + 1));
    else if (typeof value === 'string') change(node, value === '' ? "'x'" : "''");
  }
}
