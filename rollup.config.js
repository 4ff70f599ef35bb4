import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import { captureNatives } from './tools/rollup/capture-natives.ts';
import { localeBundle, listLocalePacks } from './tools/rollup/locale-bundle.ts';
import { minifyChunks } from './tools/rollup/minify-chunks.ts';
import { minifyTemplates } from './tools/rollup/minify-templates.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * @typedef {{ input: string, file: string, global?: string, capture?: boolean }} Bundle
 *
 * @type {Bundle[]}
 */
const bundles = [
  { input: 'src/cdn/waybill.ts', file: 'waybill', global: 'Waybill' },
  ...globSync('src/components/*/*.define.ts').map((input) => ({ input, file: basename(input, '.define.ts') })),
  { input: 'src/preview/preview.define.ts', file: 'preview', capture: false },
  // A language pack runs once, while it loads: it calls no native later.
  ...listLocalePacks().map((pack) => ({ input: localeBundle.idOf(pack), file: `locales/${pack}`, capture: false })),
];

/**
 * A module and a classic script, each with everything that the input imports.
 *
 * @param {Bundle} bundle
 * @returns {import('rollup').RollupOptions}
 */
const scriptTagFiles = ({ input, file, global, capture = true }) => ({
  input,
  plugins: [
    localeBundle,
    nodeResolve({ browser: true, exportConditions: ['production'], extensions: ['.ts', '.mjs', '.js'] }),
    minifyTemplates,
    esbuild({ target: 'es2022', tsconfig: 'tsconfig.json', minifySyntax: true }),
  ],
  output: /** @type {const} */ (['es', 'iife']).map((format) => ({
    format,
    file: `dist/cdn/${file}${format === 'iife' ? '.iife' : ''}.js`,
    name: format === 'iife' ? global : undefined,
    inlineDynamicImports: true,
    sourcemap: true,
    // Inside the function of a classic script, so that the variables do not become globals.
    intro: capture ? captureNatives : '',
    plugins: [minifyChunks(`/*! Waybill ${version} | MIT | licenses.txt */`)],
  })),
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
});

export default bundles.map(scriptTagFiles);
