import { globSync, readFileSync } from 'node:fs';
import { readSource, type Source } from './read-source.ts';

/** Every TypeScript and JavaScript file that the patterns match, read. */
export function readSources(...patterns: string[]): Source[] {
  return globSync(patterns, { exclude: ['node_modules/**', 'dist/**', 'storybook-static/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(m?js|ts)$/.test(file))
    .sort()
    .map((file) => readSource(file, readFileSync(file, 'utf8')));
}

export type Violation = { file: string; line: number; message: string };

/** Prints violations, one a line, and fails the process where there are any. */
export function report(violations: readonly Violation[], checked: string): void {
  for (const { file, line, message } of violations) console.error(`${file}:${line} ${message}`);
  if (violations.length > 0) process.exitCode = 1;
  else console.log(checked);
}
