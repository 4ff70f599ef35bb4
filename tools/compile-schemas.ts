/*
 * Compiles the zod schemas of the contract into the checks that ship to the browser:
 *   node tools/compile-schemas.ts            writes src/contract/checks.ts and order-checks.ts
 *   node tools/compile-schemas.ts --check    fails where one of them is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cancellation, cancelRequest } from '../src/contract/cancellation.ts';
import { estimateList, estimatesRequest, estimatesResponse } from '../src/contract/estimate.ts';
import { order } from '../src/contract/order.ts';
import { orderEvents } from '../src/contract/order-event.ts';
import { problem } from '../src/contract/problem.ts';
import { shopTerms } from '../src/contract/shop-terms.ts';
import { streamData } from '../src/contract/stream.ts';
import { compileChecks, type Root } from './compile/compile-checks.ts';

/** By file: a page that only estimates loads nothing of the order. */
const files: Record<string, Root[]> = {
  'src/contract/checks.ts': [
    { name: 'shopTermsCheck', schema: shopTerms, type: 'ShopTerms', from: './shop-terms.ts' },
    { name: 'estimateListCheck', schema: estimateList, type: 'Estimate | Estimate[]', from: './estimate.ts' },
    {
      name: 'estimatesRequestCheck',
      schema: estimatesRequest,
      type: '{ requests: EstimateRequest[] }',
      from: './estimate.ts',
    },
    {
      name: 'estimatesResponseCheck',
      schema: estimatesResponse,
      type: 'Estimate[] | { estimates: Estimate[]; serverTime?: string | undefined }',
      from: './estimate.ts',
    },
  ],
  'src/contract/order-checks.ts': [
    { name: 'orderCheck', schema: order, type: 'Order', from: './order.ts', isTolerant: true },
    { name: 'orderEventsCheck', schema: orderEvents, type: 'OrderEvents', from: './order-event.ts', isTolerant: true },
    { name: 'cancelRequestCheck', schema: cancelRequest, type: 'CancelRequest', from: './cancellation.ts' },
    { name: 'cancellationCheck', schema: cancellation, type: 'Cancellation', from: './cancellation.ts', isTolerant: true },
    { name: 'problemCheck', schema: problem, type: 'Problem', from: './problem.ts', isTolerant: true },
    ...Object.entries(streamData).map(([name, schema]) => ({
      name: `${name}DataCheck`,
      schema,
      type: `StreamData['${name}']`,
      from: './stream.ts',
      isTolerant: true,
    })),
  ],
};

const isChecking = process.argv.includes('--check');

for (const [file, roots] of Object.entries(files)) {
  const target = new URL(`../${file}`, import.meta.url);
  const code = compileChecks(roots);
  if (!isChecking) {
    writeFileSync(target, code);
  } else if (readFileSync(target, 'utf8') !== code) {
    console.error(`${file} is not up to date: run \`node tools/compile-schemas.ts\`.`);
    process.exitCode = 1;
  }
}
