import { assert } from '@open-wc/testing';
import { emit } from '../../../src/components/shared/emit.ts';

describe('emit', () => {
  it('dispatches an event that leaves shadow roots, and returns whether its default was prevented', () => {
    const host = document.createElement('div');
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    const details: unknown[] = [];
    host.addEventListener('waybill-test', (event) => {
      details.push((event as CustomEvent).detail);
      event.preventDefault();
    });
    assert.isTrue(emit(inner, 'waybill-test', 1));
    assert.isFalse(emit(inner, 'waybill-test', 2, { cancelable: true }));
    assert.deepEqual(details, [1, 2]);
  });
});
