import { globSync, readFileSync } from 'node:fs';

/** License texts of the packages whose code is in the bundles, found through the bundles' source maps. */
export function collectLicenses(sourceMaps: readonly string[]): string {
  const folders = sourceMaps.flatMap((file) => {
    const { sources } = JSON.parse(readFileSync(file, 'utf8')) as { sources: string[] };
    return sources.flatMap((source) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? []);
  });
  return [...new Set(folders)]
    .sort()
    .map(readLicense)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function readLicense(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<
    string,
    string
  >;
  const [file] = globSync(`${folder}/LICENSE*`);
  if (file === undefined) throw new Error(`${name} has no license file`);
  return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`;
}
