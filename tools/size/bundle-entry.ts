import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type OutputChunk } from 'rollup';
import { minify } from 'rollup-plugin-esbuild';
import { weigh, type Weight } from './compressed.ts';

/** One module of a bundle: its file, and its minified code as far as the bundle keeps it. */
export type ModuleShare = { id: string; bytes: number };

/** What a page loads to run a built module: the module and all it imports, minified. */
export async function bundleEntry(file: string): Promise<{ atOnce: Weight; later: Weight; modules: ModuleShare[] }> {
  const bundle = await rollup({
    input: resolve(file),
    plugins: [nodeResolve({ browser: true, exportConditions: ['production'] })],
    onwarn: () => {},
  });
  const minified = await bundle.generate({ format: 'es', plugins: [minify({ target: 'es2022', legalComments: 'none' })] });
  const separate = await bundle.generate({ format: 'es', preserveModules: true, plugins: [minify({ target: 'es2022' })] });
  await bundle.close();

  const chunks = minified.output.filter((output) => output.type === 'chunk');
  const atOnce = staticGraph(chunks);
  const later = chunks.filter((chunk) => !atOnce.includes(chunk));
  return {
    atOnce: weighAll(atOnce),
    later: weighAll(later),
    modules: separate.output
      .filter((output) => output.type === 'chunk')
      .map(({ facadeModuleId, code }) => ({ id: facadeModuleId ?? '', bytes: Buffer.byteLength(code) })),
  };
}

function staticGraph(chunks: readonly OutputChunk[]): OutputChunk[] {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return [...found];
}

/** Each chunk is a file of its own, compressed on its own. */
function weighAll(chunks: readonly OutputChunk[]): Weight {
  const none: Weight = { bytes: 0, gzip: 0, brotli: 0 };
  return chunks
    .map(({ code }) => weigh(code))
    .reduce((a, b) => ({ bytes: a.bytes + b.bytes, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli }), none);
}
