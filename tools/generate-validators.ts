/*
 * Compiles the zod schemas of the contract to validators for the browser:
 *   node tools/generate-validators.ts            writes src/contract/generated/
 *   node tools/generate-validators.ts --check    fails if a generated file is out of date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, type FormatOptions } from 'oxfmt';
import * as cancellations from '../src/contract/cancellation.ts';
import * as estimates from '../src/contract/estimate.ts';
import * as orders from '../src/contract/order.ts';
import * as orderEvents from '../src/contract/order-event.ts';
import * as orderFields from '../src/contract/order-fields.ts';
import * as primitives from '../src/contract/primitives.ts';
import * as problems from '../src/contract/problem.ts';
import * as shipments from '../src/contract/shipment.ts';
import * as shopTerms from '../src/contract/shop-terms.ts';
import * as streams from '../src/contract/stream.ts';
import { capitalize } from './validators/code-writer.ts';
import { compileValidators, type ValidatorSource } from './validators/compile-validators.ts';

/** Validators by file. A page with estimates alone loads no validator of orders. */
const files: Record<string, { roots: ValidatorSource[]; modules: object[] }> = {
  'src/contract/generated/estimate-validators.ts': {
    modules: [primitives, shopTerms, estimates],
    roots: [
      { name: 'validateShopTerms', schema: shopTerms.shopTerms, type: 'ShopTerms', from: '../shop-terms.ts' },
      {
        name: 'validateEstimateList',
        schema: estimates.estimateList,
        type: 'Estimate | Estimate[]',
        from: '../estimate.ts',
        isLenient: true,
      },
      {
        name: 'validateEstimatesRequest',
        schema: estimates.estimatesRequest,
        type: '{ requests: EstimateRequest[] }',
        from: '../estimate.ts',
      },
      {
        name: 'validateEstimatesResponse',
        schema: estimates.estimatesResponse,
        type: 'EstimatesResponse',
        from: '../estimate.ts',
        isLenient: true,
      },
    ],
  },
  'src/contract/generated/order-validators.ts': {
    modules: [primitives, orderFields, estimates, orderEvents, shipments, orders, cancellations, problems, streams],
    roots: [
      { name: 'validateOrder', schema: orders.order, type: 'Order', from: '../order.ts', isLenient: true },
      {
        name: 'validateOrderEvents',
        schema: orderEvents.orderEvents,
        type: 'OrderEvents',
        from: '../order-event.ts',
        isLenient: true,
      },
      {
        name: 'validateCancelRequest',
        schema: cancellations.cancelRequest,
        type: 'CancelRequest',
        from: '../cancellation.ts',
      },
      {
        name: 'validateCancellation',
        schema: cancellations.cancellation,
        type: 'Cancellation',
        from: '../cancellation.ts',
        isLenient: true,
      },
      { name: 'validateProblem', schema: problems.problem, type: 'Problem', from: '../problem.ts', isLenient: true },
      ...Object.entries(streams.streamData).map(([name, schema]): ValidatorSource => ({
        name: `validate${capitalize(name)}Data`,
        schema,
        type: `StreamData['${name}']`,
        from: '../stream.ts',
        isLenient: true,
      })),
    ],
  },
};

const isChecking = process.argv.includes('--check');
const style = JSON.parse(readFileSync(new URL('../.oxfmtrc.json', import.meta.url), 'utf8')) as FormatOptions;

for (const [file, { roots, modules }] of Object.entries(files)) {
  const target = new URL(`../${file}`, import.meta.url);
  const { code, errors } = await format(file, compileValidators(roots, modules), style);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  if (!isChecking) {
    writeFileSync(target, code);
  } else if (readFileSync(target, 'utf8') !== code) {
    console.error(`${file} is out of date: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
