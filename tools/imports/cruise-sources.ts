import { cruise, type ICruiseResult } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

/** Every module of `src/` below a folder, its imports, and the import rules that it breaks. */
export async function cruiseSources(baseDir = process.cwd()): Promise<ICruiseResult> {
  const { forbidden = [], options } = config;
  const { output } = await cruise(['src'], { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  if (typeof output === 'string') throw new Error('dependency-cruiser returned text instead of its result');
  // dependency-cruiser warns of a missing TypeScript 6. Its swc parser sees type imports without it.
  return { ...output, summary: { ...output.summary, environment: { ...output.summary.environment, issues: [] } } };
}

/** A Mermaid flow chart of the rooms: an arrow points from the room that imports to the imported room. */
export function renderRoomDiagram({ modules }: ICruiseResult): string {
  const edges = new Set<string>();
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from !== undefined && to !== undefined && from !== to && to !== 'version.ts')
        edges.add(`  ${from} --> ${to}`);
    }
  }
  return ['flowchart TD', ...[...edges].sort()].join('\n');
}

/** `order` for `src/order/steps.ts`, `index.ts` for `src/index.ts`, undefined for a package. */
function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)/.exec(path)?.[1];
}
