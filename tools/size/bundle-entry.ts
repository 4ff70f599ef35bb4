import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type OutputChunk } from 'rollup';
import { minify } from 'rollup-plugin-esbuild';
import { measureSize, type CompressedSize } from './measure-size.ts';

/** One module of a bundle: its file, and the size of its code that the bundle keeps, minified. */
export type ModuleShare = { id: string; bytes: number };

/** Sizes of a built module with everything it imports, minified: what loads at once, and what loads later. */
export async function bundleEntry(
  file: string,
): Promise<{ atOnce: CompressedSize; later: CompressedSize; modules: ModuleShare[] }> {
  const bundle = await rollup({
    input: resolve(file),
    plugins: [nodeResolve({ browser: true, exportConditions: ['production'] })],
    onwarn: () => {},
  });
  const minified = await bundle.generate({
    format: 'es',
    plugins: [minify({ target: 'es2022', legalComments: 'none' })],
  });
  const separate = await bundle.generate({
    format: 'es',
    preserveModules: true,
    plugins: [minify({ target: 'es2022' })],
  });
  await bundle.close();

  const chunks = minified.output.filter((output) => output.type === 'chunk');
  const atOnce = selectStaticChunks(chunks);
  const later = chunks.filter((chunk) => !atOnce.includes(chunk));
  return {
    atOnce: sumSizes(atOnce),
    later: sumSizes(later),
    modules: separate.output
      .filter((output) => output.type === 'chunk')
      .map(({ facadeModuleId, code }) => ({ id: facadeModuleId ?? '', bytes: Buffer.byteLength(code) })),
  };
}

function selectStaticChunks(chunks: readonly OutputChunk[]): OutputChunk[] {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return [...found];
}

/** Adds up chunks, each compressed as a separate file. */
function sumSizes(chunks: readonly OutputChunk[]): CompressedSize {
  const none: CompressedSize = { bytes: 0, gzip: 0, brotli: 0 };
  return chunks
    .map(({ code }) => measureSize(code))
    .reduce((a, b) => ({ bytes: a.bytes + b.bytes, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli }), none);
}
