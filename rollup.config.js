import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { adoptedStyles } from './tools/rollup/adopted-styles.ts';
import { captureNatives } from './tools/rollup/capture-natives.ts';
import { leanElement } from './tools/rollup/lean-element.ts';
import { languageFile, languagePacks } from './tools/rollup/language-file.ts';
import { dropExpectations } from './tools/rollup/drop-expectations.ts';
import { minifyStyles } from './tools/rollup/minify-styles.ts';
import { scriptTagEntry } from './tools/rollup/script-tag-entry.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * @typedef {{ input: string, file: string, exports?: string, capture?: boolean }} Bundle
 *
 * @type {Bundle[]}
 */
const bundles = [
  { input: 'src/define.ts', exports: 'src/index.ts', file: 'waybill' },
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
    compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
    format: { comments: /^!/ },
  });

/**
 * A module and a classic script of everything that the input reaches.
 *
 * @param {Bundle} bundle
 * @returns {import('rollup').RollupOptions}
 */
const scriptTagFiles = ({ input, exports, file, capture = true }) => ({
  input: exports === undefined ? input : scriptTagEntry.idOf(input, exports),
  plugins: [
    languageFile,
    scriptTagEntry,
    nodeResolve({ browser: true, exportConditions: ['production'], extensions: ['.ts', '.mjs', '.js'] }),
    minifyStyles(),
    adoptedStyles,
    leanElement,
    dropExpectations,
    esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' }),
  ],
  output: /** @type {const} */ (['es', 'iife']).map((format) => ({
    format,
    file: `dist/cdn/${file}${format === 'iife' ? '.iife' : ''}.js`,
    name: format === 'iife' && exports !== undefined ? 'Waybill' : undefined,
    banner: `/*! Waybill ${version} | MIT | licenses.txt */`,
    inlineDynamicImports: true,
    sourcemap: true,
    plugins: [...(capture ? [captureNatives()] : []), minify(format)],
  })),
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
});

export default bundles.map(scriptTagFiles);
