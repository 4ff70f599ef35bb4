import { pageClock } from '../components/delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { AnnounceController } from '../../src/element/announce-controller.ts';

function listener(isConnected = false): { region: AnnounceController; said: string[] } {
  const said: string[] = [];
  const host = { isConnected, addController: () => {}, requestUpdate: () => said.push(region.text) };
  const region: AnnounceController = new AnnounceController(host as never);
  return { region, said };
}

describe('announcing', () => {
  it('the first text is known, not told', () => {
    const { region, said } = listener();
    region.tell('packed', true);
    assert.deepEqual(said, []);
  });

  it('the same text is not told twice', async () => {
    const { region, said } = listener();
    for (const text of ['packed', 'sent', 'sent']) region.tell(text, true);
    await pageClock.pass(20_000);
    assert.deepEqual(said, ['sent']);
  });

  it('a burst is told once when it is over', async () => {
    const { region, said } = listener();
    region.tell('packed', true);
    region.tell('sent', true);
    for (const text of ['here', 'there', 'at the door']) {
      await pageClock.pass(1_000);
      region.tell(text, true);
    }
    await pageClock.pass(5_000);
    assert.deepEqual(said, ['sent', 'at the door']);
  });

  it('what is no news is known, not told, and takes the place of what waits', async () => {
    const { region, said } = listener();
    region.tell('packed', true);
    region.tell('sent', true);
    region.tell('lost', true);
    region.tell('found', false);
    await pageClock.pass(20_000);
    assert.deepEqual(said, ['sent']);
  });

  it('outside the page nothing is told', async () => {
    const { region, said } = listener();
    region.tell('packed', true);
    region.tell('sent', true);
    region.tell('lost', true);
    region.hostDisconnected();
    await pageClock.pass(20_000);
    assert.deepEqual(said, ['sent']);
  });

  it('a move within the page loses nothing that waits', async () => {
    const { region, said } = listener(true);
    for (const text of ['packed', 'sent', 'lost']) region.tell(text, true);
    region.hostDisconnected();
    await pageClock.pass(20_000);
    assert.deepEqual(said, ['sent', 'lost']);
  });
});
