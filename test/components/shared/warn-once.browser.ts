import { assert } from '@open-wc/testing';
import { warnOnce } from '../../../src/components/shared/warn-once.ts';

describe('warnOnce', () => {
  it('warns once for each text', () => {
    const warnings: string[] = [];
    const warn = console.warn;
    console.warn = (text: string) => void warnings.push(text);
    for (const text of ['one', 'two', 'one', 'two']) warnOnce(text);
    console.warn = warn;
    assert.deepEqual(warnings, ['Waybill: one', 'Waybill: two']);
  });
});
