import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';

/** What a shop would write; what has no type, or any, fails to compile. */
const source = `
import { WaybillDeliveryEstimate, registerMessages, VERSION, type Estimate, type EstimateChangeDetail } from 'waybill';
import 'waybill/define';
import { WaybillDeliveryEstimate as Same } from 'waybill/delivery-estimate';
import 'waybill/delivery-estimate/define';
import { estimate, estimateCollection, estimateShipment, matchZone } from 'waybill/estimate';
import { parseEstimates, type ShopTerms } from 'waybill/contract';
import de from 'waybill/locales/de/estimate';
import deCancel from 'waybill/locales/de/cancel';
import deOrder from 'waybill/locales/de/order';
import ruOrder from 'waybill/locales/ru/order.js';
import ru from 'waybill/locales/ru/estimate.js';

type IsAny<T> = 0 extends 1 & T ? true : false;
type Typed = [
  typeof WaybillDeliveryEstimate, typeof registerMessages, Estimate, EstimateChangeDetail, typeof Same, typeof estimate,
  typeof estimateCollection, typeof estimateShipment, typeof matchZone, typeof parseEstimates, ShopTerms, typeof de,
  typeof deOrder, typeof deCancel,
];
type AreAny<T extends unknown[]> = { [K in keyof T]: IsAny<T[K]> };
export const untyped: AreAny<Typed> = [
  false, false, false, false, false, false, false, false, false, false, false, false, false, false,
];

registerMessages(de, ru, deOrder, ruOrder, deCancel);
registerMessages({ ...de, free: '0 €' }, { ...deOrder, language: 'de-AT' });
const element = document.createElement('waybill-delivery-estimate');
element.sku = 'mug';
element.addEventListener('waybill-estimate-change', ({ detail }) => detail.estimate.id.trim());
const same: Same = element;
export const version: string = VERSION + String(same.quantity?.toFixed());
// @ts-expect-error a number is no product
element.sku = 1;
`;

const folder = mkdtempSync(join(tmpdir(), 'waybill-consumer-'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('.'), join(folder, 'node_modules/waybill'));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(join(folder, 'shop.ts'), source);
after(() => rmSync(folder, { recursive: true }));

describe('types for a shop', () => {
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    it(`compile with moduleResolution ${moduleResolution}, library checks on`, () => {
      const compilerOptions = {
        ...{ module, moduleResolution, target: 'es2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] },
        ...{ strict: true, skipLibCheck: false, noEmit: true },
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['shop.ts'] }));
      const { status, stdout } = spawnSync('tsc', ['-p', folder], { encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    });
  }
});
