import { pageClock } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { AnnounceController } from '../../../src/components/shared/announce-controller.ts';

function createController(isConnected = false): { region: AnnounceController; announcements: string[] } {
  const announcements: string[] = [];
  const host = { isConnected, addController: () => {}, requestUpdate: () => announcements.push(region.text) };
  const region: AnnounceController = new AnnounceController(host as never, 5_000);
  return { region, announcements };
}

describe('AnnounceController', () => {
  it('does not announce the first text', () => {
    const { region, announcements } = createController();
    region.announce('packed', true);
    assert.deepEqual(announcements, []);
  });

  it('does not announce the same text twice', async () => {
    const { region, announcements } = createController();
    for (const text of ['packed', 'sent', 'sent']) region.announce(text, true);
    await pageClock.pass(20_000);
    assert.deepEqual(announcements, ['sent']);
  });

  it('announces the last of several changes, at the end of the interval', async () => {
    const { region, announcements } = createController();
    region.announce('packed', true);
    region.announce('sent', true);
    for (const text of ['here', 'there', 'at the door']) {
      await pageClock.pass(1_000);
      region.announce(text, true);
    }
    await pageClock.pass(5_000);
    assert.deepEqual(announcements, ['sent', 'at the door']);
  });

  it('does not announce a text that is no update, and drops a waiting one', async () => {
    const { region, announcements } = createController();
    region.announce('packed', true);
    region.announce('sent', true);
    region.announce('lost', true);
    region.announce('found', false);
    await pageClock.pass(20_000);
    assert.deepEqual(announcements, ['sent']);
  });

  it('announces nothing while the host is disconnected', async () => {
    const { region, announcements } = createController();
    region.announce('packed', true);
    region.announce('sent', true);
    region.announce('lost', true);
    region.hostDisconnected();
    await pageClock.pass(20_000);
    assert.deepEqual(announcements, ['sent']);
  });

  it('keeps a waiting text when the host is moved', async () => {
    const { region, announcements } = createController(true);
    for (const text of ['packed', 'sent', 'lost']) region.announce(text, true);
    region.hostDisconnected();
    await pageClock.pass(20_000);
    assert.deepEqual(announcements, ['sent', 'lost']);
  });
});
