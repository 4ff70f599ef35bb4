import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { captureNatives } from './tools/rollup/capture-natives.ts';
import { languageFile, languagePacks } from './tools/rollup/language-file.ts';
import { minifyTemplates } from './tools/rollup/minify-templates.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * @typedef {{ input: string, file: string, global?: string, capture?: boolean }} Bundle
 *
 * @type {Bundle[]}
 */
const bundles = [
  { input: 'src/cdn/waybill.ts', file: 'waybill', global: 'Waybill' },
  { input: 'src/components/delivery-estimate/delivery-estimate.define.ts', file: 'delivery-estimate' },
  { input: 'src/components/order-status/order-status.define.ts', file: 'order-status' },
  { input: 'src/components/cancel-item/cancel-item.define.ts', file: 'cancel-item' },
  { input: 'src/components/delivery-estimate/json-ld.define.ts', file: 'json-ld' },
  { input: 'src/preview/preview.define.ts', file: 'preview', capture: false },
  // A language runs once, while it loads: there is nothing to capture for later.
  ...languagePacks().map((pack) => ({ input: languageFile.idOf(pack), file: `messages/${pack}`, capture: false })),
];

/** @param {'es' | 'iife'} format */
const minify = (format) =>
  terser({
    // With `module` a classic script would lose its global.
    module: format === 'es',
    ecma: 2020,
    // Small functions that are called with arguments compress better as they are.
    compress: { passes: 3, inline: 1, unsafe_arrows: true, pure_getters: true },
    format: { comments: /^!/ },
  });

/**
 * A module and a classic script of everything that the input reaches.
 *
 * @param {Bundle} bundle
 * @returns {import('rollup').RollupOptions}
 */
const scriptTagFiles = ({ input, file, global, capture = true }) => ({
  input,
  plugins: [
    languageFile,
    nodeResolve({ browser: true, exportConditions: ['production'], extensions: ['.ts', '.mjs', '.js'] }),
    minifyTemplates,
    esbuild({ target: 'es2022', tsconfig: 'tsconfig.json', minifySyntax: true }),
  ],
  output: /** @type {const} */ (['es', 'iife']).map((format) => ({
    format,
    file: `dist/cdn/${file}${format === 'iife' ? '.iife' : ''}.js`,
    name: format === 'iife' ? global : undefined,
    banner: `/*! Waybill ${version} | MIT | licenses.txt */`,
    inlineDynamicImports: true,
    sourcemap: true,
    // Inside the function around a classic script: the variables must not become the page's.
    intro: capture ? captureNatives : '',
    plugins: [minify(format)],
  })),
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
});

export default bundles.map(scriptTagFiles);
