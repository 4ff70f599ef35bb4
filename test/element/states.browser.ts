import { assert } from '@open-wc/testing';
import { toggleStates } from '../../src/element/states.ts';

class Host extends HTMLElement {
  readonly internals = this.attachInternals();
}
customElements.define('waybill-states-test', Host);

describe('toggleStates', () => {
  it('sets what holds and takes back what does not', () => {
    const host = new Host();
    toggleStates(host.internals, { ready: true, loading: true });
    toggleStates(host.internals, { ready: true, loading: false, failed: false });
    assert.isTrue(host.matches(':state(ready)'));
    assert.isFalse(host.matches(':state(loading)'));
  });

  it('is no error where the browser has none', () => {
    assert.doesNotThrow(() => toggleStates({ states: undefined } as unknown as ElementInternals, { ready: true }));
  });

  it('takes back what held before the browser has cleaned up its memory', async () => {
    const stuck: number[] = [];
    for (let turn = 0; turn < 6000; turn++) {
      const host = new Host();
      toggleStates(host.internals, { loading: true });
      if (turn % 50 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
      toggleStates(host.internals, { loading: false });
      if (host.matches(':state(loading)')) stuck.push(turn);
    }
    assert.deepEqual(stuck, []);
  });
});
