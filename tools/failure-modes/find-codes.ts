import { globSync, readFileSync } from 'node:fs';

/** The letters of failure modes, in the order of the page, with their headings. */
export const failureGroups = {
  D: 'Data',
  N: 'Network',
  S: 'Server answers',
  K: 'Clock and time zone',
  P: 'The page: its styles and scripts',
  X: 'Security',
  L: 'Lifecycle',
  A: 'Accessibility',
} as const;

const CODE = `[${Object.keys(failureGroups).join('')}]\\d\\d`;
/** A list of codes at the end of a string: `'waits as long as Retry-After says [S04]'`. */
const titleEndPattern = new RegExp(`\\[(${CODE}(?:, ${CODE})*)\\]['"\`]`, 'g');
/** The old spelling, code first. */
const titleStartPattern = new RegExp(`['"\`](${CODE}:? )`, 'g');

export type CodesInTests = {
  /** Test files by code. */
  filesByCode: ReadonlyMap<string, readonly string[]>;
  /** Files with a title that begins with a code. */
  misplaced: readonly string[];
};

/** Finds the codes of failure modes in the titles of all tests. */
export function findCodesInTests(): CodesInTests {
  const filesByCode = new Map<string, string[]>();
  const misplaced: string[] = [];
  for (const file of globSync('test/**/*.{test,browser}.ts', { exclude: ['test/browser/vendor/**'] }).toSorted()) {
    const source = readFileSync(file, 'utf8');
    if (titleStartPattern.test(source)) misplaced.push(file);
    titleStartPattern.lastIndex = 0;
    const codes = [...source.matchAll(titleEndPattern)].flatMap(([, list = '']) => list.split(', '));
    for (const code of new Set(codes)) filesByCode.set(code, [...(filesByCode.get(code) ?? []), file]);
  }
  return { filesByCode, misplaced };
}
