import { failureGroups } from './find-codes.ts';

/** An entry of test/failure-modes.json. */
export type FailureMode = {
  /** A letter of `failureGroups` and two digits. */
  code: string;
  /** Tags without `waybill-`. */
  elements: readonly string[];
  situation: string;
  behavior: string;
};

const INTRODUCTION = `# Failure modes

What the elements do when data, network, server, clock, page or customer misbehave. The names of tests end with these codes.

In every situation: nothing throws, nothing breaks the content security policy, the console has no error, an element has at most one open stream, axe finds no violation, and the page around the elements does not change. The order status does the same with a stream and with polling.

\`npm run generate\` writes this page from [\`test/failure-modes.json\`](../test/failure-modes.json).
`;

/** Renders docs/failure-modes.md: one table per letter, with links to the tests of each code. */
export function renderFailureModes(
  modes: readonly FailureMode[],
  filesByCode: ReadonlyMap<string, readonly string[]>,
): string {
  const sections = Object.entries(failureGroups).map(([letter, heading]) => {
    const rows = modes
      .filter(({ code }) => code.startsWith(letter))
      .map((mode) => renderRow(mode, filesByCode.get(mode.code) ?? []));
    return [
      `## ${letter}: ${heading}`,
      '',
      '| code | element | situation | behavior | tests |',
      '|---|---|---|---|---|',
      ...rows,
    ].join('\n');
  });
  return `${[INTRODUCTION, ...sections].join('\n')}\n`.replaceAll(/\n(?=## )/g, '\n\n').replaceAll(/\n{3,}/g, '\n\n');
}

function renderRow({ code, elements, situation, behavior }: FailureMode, files: readonly string[]): string {
  const links = files.map((file) => `[${file.replace(/^test\//, '')}](../${file})`);
  const cells = [code, elements.join(', '), situation, behavior, links.join(', ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
