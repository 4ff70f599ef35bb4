import { visit, type Source } from './read-source.ts';
import type { Violation } from './source-files.ts';

/** Modules that only one file may import, which everyone else imports. */
const doors: Record<string, string> = {
  'fast-check': 'test/support/fast-check.ts',
  'node:timers/promises': 'test/support/until.ts',
};

/** What lets real time pass, or measures it. */
const clocks = /^(setTimeout|setInterval|aTimeout|waitUntil|performance\.now)$/;

/** Files whose business the clocks are. */
const keepers = /^test\/support\/until\.ts$/;

const reason = /Real time: ./;

/**
 * What would let a test say something else the next time: a wait or a measure in real time without a comment
 * "Real time: …" above it that says why nothing else will do, a random property with a seed or a count of its
 * own, and a test that is run until it passes.
 */
export function findUnsteady({ file, imports, program, text, lineAt }: Source): Violation[] {
  const lines = text.split('\n');
  const found: Violation[] = [];
  const isExplained = (line: number): boolean => reason.test(`${lines[line - 2]}\n${lines[line - 1]}`);
  for (const { from, line } of imports) {
    const door = doors[from];
    if (door !== undefined && file !== door && !isExplained(line)) found.push({ file, line, message: `${from} is for ${door}: import that` });
  }
  visit(program, (node) => {
    const line = lineAt(node.start);
    const add = (message: string): unknown => found.push({ file, line, message });
    if (node.type === 'CallExpression') {
      const name = calleeOf(node['callee']);
      if (clocks.test(name) && !keepers.test(file) && !isExplained(line)) add(`${name}() waits or measures in real time: use until(), or a clock of the test's`);
      if (name === 'this.retries') add('a test is run once');
    }
    if (node.type === 'Property') {
      const key = (node['key'] as { name?: string }).name ?? '';
      const value = node['value'] as { type: string; callee?: { name?: string } };
      if (key === 'numRuns' && value.callee?.name !== 'runs') add('numRuns: write runs(…), so that more can be asked for');
    }
  });
  return found;
}

/** `setTimeout`, also of `globalThis` and `window`; `object.method`. */
function calleeOf(callee: unknown): string {
  const { type, name, object, property } = callee as { type: string; name?: string; object?: unknown; property?: { name?: string } };
  if (type === 'Identifier') return name ?? '';
  if (type !== 'MemberExpression') return '';
  const { type: kind, name: owner = '' } = object as { type: string; name?: string };
  const path = `${kind === 'ThisExpression' ? 'this' : owner}.${property?.name ?? ''}`;
  return path.replace(/^(globalThis|window)\./, '');
}
