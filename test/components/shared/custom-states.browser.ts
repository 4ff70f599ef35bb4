import { assert } from '@open-wc/testing';
import { setCustomStates } from '../../../src/components/shared/custom-states.ts';

class Host extends HTMLElement {
  readonly internals = this.attachInternals();
}
customElements.define('waybill-states-test', Host);

describe('setCustomStates', () => {
  it('adds true states and removes false ones', () => {
    const host = new Host();
    setCustomStates(host.internals, { ready: true, loading: true });
    setCustomStates(host.internals, { ready: true, loading: false, failed: false });
    assert.isTrue(host.matches(':state(ready)'));
    assert.isFalse(host.matches(':state(loading)'));
  });

  it('does not throw in a browser without custom states', () => {
    assert.doesNotThrow(() => setCustomStates({ states: undefined } as unknown as ElementInternals, { ready: true }));
  });

  it('removes a state after a garbage collection', async () => {
    const staleRounds: number[] = [];
    for (let round = 0; round < 6000; round++) {
      const host = new Host();
      setCustomStates(host.internals, { loading: true });
      if (round % 50 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
      setCustomStates(host.internals, { loading: false });
      if (host.matches(':state(loading)')) staleRounds.push(round);
    }
    assert.deepEqual(staleRounds, []);
  });
});
