import { minify } from '@swc/core';
import type { Plugin } from 'rollup';

/** Minifies what a bundle writes. `preamble` takes the place of all comments. */
export const minifyChunks = (preamble: string): Plugin => ({
  name: 'minify-chunks',
  renderChunk: (code, _chunk, { format }) =>
    minify(code, {
      sourceMap: true,
      // `module` would remove the global of a classic script.
      module: format === 'es',
      ecma: 2022,
      compress: {
        ecma: 2022,
        passes: 5,
        unsafe_arrows: true,
        pure_getters: true,
        // Code that keeps the form in which it was written has fewer bytes after brotli.
        booleans: false,
        conditionals: false,
        if_return: false,
        sequences: false,
      },
      mangle: true,
      format: { comments: false, preamble },
    }),
});
