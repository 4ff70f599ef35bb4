import { visit, type Source } from './read-source.ts';
import type { Violation } from './source-files.ts';

/**
 * What a browser test must wait for. The linter's own rule takes every assertion for a promise there, and
 * a forgotten `await` before `accessible()` would let any page pass.
 */
const awaited = /^(accessible|aTimeout|elementUpdated|emulateMedia|fixture|nextFrame|oneEvent|sendKeys|sendMouse|setViewport|waitUntil)$/;

/** Statements of a browser test that start something and do not wait for it. */
export function findUnawaited({ file, program, lineAt }: Source): Violation[] {
  const found: Violation[] = [];
  visit(program, (node) => {
    const call = node['expression'] as { type: string; callee?: { name?: string; property?: { name?: string } } };
    if (node.type !== 'ExpressionStatement' || call.type !== 'CallExpression') return;
    const name = call.callee?.name ?? call.callee?.property?.name ?? '';
    if (awaited.test(name)) found.push({ file, line: lineAt(node.start), message: `${name}() is not awaited` });
  });
  return found;
}
