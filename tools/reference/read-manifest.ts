import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** An entry of a declaration in the custom-elements manifest. The default slot has the name `''`. */
export type DocumentedName = { name: string; description?: string; default?: string; attribute?: string };

/** The public interface of an element, as the custom-elements manifest describes it. */
export type ElementDeclaration = {
  tagName: string;
  summary?: string;
  members?: DocumentedName[];
  events?: DocumentedName[];
  slots?: DocumentedName[];
  cssParts?: DocumentedName[];
  cssProperties?: DocumentedName[];
  cssStates?: DocumentedName[];
};

type Manifest = { modules: { declarations?: ElementDeclaration[] }[] };

/** Analyzes the sources. The manifest in dist/ may be missing or older than the sources. */
export function readElementDeclarations(): ElementDeclaration[] {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-reference-'));
  const config = ['--config', 'custom-elements-manifest.config.mjs', '--quiet'];
  try {
    // The analyzer resolves `--outdir` against the current folder.
    execFileSync('node_modules/.bin/cem', ['analyze', ...config, '--outdir', relative('.', folder)]);
    const manifest = JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8')) as Manifest;
    // The analyzer reads folders in the order of the file system.
    return manifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .toSorted((a, b) => (a.tagName < b.tagName ? -1 : 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
