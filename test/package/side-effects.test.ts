import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';

/** What is left of a shop's module after its bundler dropped what is not used. */
const bundlers: Record<string, (code: string) => Promise<string>> = {
  rollup: async (code) => {
    const shop = {
      name: 'shop',
      resolveId: (id: string) => (id === 'shop' ? id : null),
      load: (id: string) => (id === 'shop' ? code : null),
    };
    const bundle = await rollup({
      input: 'shop',
      plugins: [shop, nodeResolve({ rootDir: '.', browser: true })],
      onwarn: () => {},
    });
    const { output } = await bundle.generate({ format: 'es' });
    return output[0].code;
  },
  esbuild: async (code) => {
    const stdin = { contents: code, resolveDir: '.' };
    const { outputFiles } = await build({
      stdin,
      bundle: true,
      format: 'esm',
      write: false,
      treeShaking: true,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  },
};

describe('sideEffects', () => {
  for (const [name, bundle] of Object.entries(bundlers)) {
    for (const module of ['waybill/define', 'waybill/delivery-estimate/define']) {
      it(`${name} keeps the registration of ${module}`, async () => {
        assert.match(
          await bundle(`import '${module}';`),
          /defineElement\(["']waybill-delivery-estimate["'], ?WaybillDeliveryEstimate/,
        );
      });
    }

    it(`${name} keeps nothing of waybill where nothing of it is used`, async () => {
      const code = await bundle(`import 'waybill'; import { VERSION } from 'waybill'; console.log(VERSION);`);
      assert.doesNotMatch(code, /class |customElements/);
    });

    it(`${name} keeps no element where only dates are computed`, async () => {
      const code = await bundle(`import { matchZone } from 'waybill/estimate'; console.log(matchZone);`);
      assert.doesNotMatch(code, /class |customElements|estimateShipment/);
    });
  }
});
