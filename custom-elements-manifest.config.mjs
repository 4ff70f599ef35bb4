import { builtPaths, publicOnly } from './tools/manifest/manifest-plugins.mjs';

export default {
  globs: ['src/components/*/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly(), builtPaths()],
};
