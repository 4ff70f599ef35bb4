import { globSync, readFileSync } from 'node:fs';

type ExportTarget = string | { types: string; default: string };

export type PackageJson = {
  name: string;
  version: string;
  bin: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional?: boolean }>;
  customElements: string;
  exports: Record<string, ExportTarget>;
};

export const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;

/** Names that a shop imports, with wildcards filled in, and the files that they lead to. */
export function exportedFiles(): { name: string; files: string[] }[] {
  return Object.entries(packageJson.exports).flatMap(([key, target]) => {
    const files = typeof target === 'string' ? [target] : Object.values(target);
    const name = key.replace('.', packageJson.name);
    if (!key.includes('*')) return [{ name, files }];
    const [before = '', after = ''] = (files.at(-1) ?? '').replace('./', '').split('*');
    return globSync(`${before}**/*${after}`, { exclude: (path) => path.endsWith('.map') })
      .filter((file) => file.includes('.'))
      .map((file) => file.slice(before.length, file.length - after.length))
      .map((filled) => ({ name: name.replace('*', filled), files: files.map((path) => path.replace('*', filled)) }));
  });
}

/** Those that are modules without a wildcard. */
export const modules = Object.entries(packageJson.exports)
  .filter(([key, target]) => typeof target !== 'string' && !key.includes('*'))
  .map(([key]) => key.replace('.', packageJson.name));
