import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

/** Takes space and comments out of the style sheets in css`…` templates; other templates stay as they are. */
export function minifyStyles(): Plugin {
  return {
    name: 'minify-styles',
    async transform(code, id) {
      if (!/\/src\/.*styles\.ts$/.test(id.replaceAll('\\', '/'))) return null;
      let minified = code;
      for (const [template, style = ''] of code.matchAll(/\bcss`([^`$\\]*)`/g)) {
        const { code: small } = await transform(style, { loader: 'css', minify: true, charset: 'utf8' });
        // In a template a backslash is an escape of its own.
        minified = minified.replace(template, () => `css\`${small.trim().replaceAll('\\', '\\\\')}\``);
      }
      return { code: minified, map: null };
    },
  };
}
