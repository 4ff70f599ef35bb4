import { pageClock, until } from '../../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { isFallbackShown, mount, statesOf, textOf } from '../support/mount.ts';
import { parcel, type Scene } from '../support/scene.ts';
import { countOf, line, open } from './line.ts';

/** After how long, in the page's time, the next request of a kind comes. */
async function waitOf(scene: Scene, isNext: (counts: { streams: number; snapshots: number }) => boolean): Promise<number> {
  let waited = 0;
  while (!isNext(await countOf(scene)) && waited < 40_000) {
    await scene.pass(500);
    waited += 500;
  }
  return waited;
}

describe('order-status: answers that say no', () => {
  // In steps of half a second, by which the refusal may have come earlier, and the next request too.
  for (const [value, least, most] of [
    ['30', 29_500, 32_000],
    ['a date', 28_500, 32_000],
    ['-5', 500, 3_000],
    ['soon', 0, 2_000],
  ] as const) {
    line(`S04: 429 with Retry-After: ${value}`, async (scene, way) => {
      const { element } = way === 'stream' ? await open(scene) : { element: await mount(scene.attributes, { children: ['See your mail'] }) };
      if (way === 'polling') await until(() => textOf(element) === 'Order received');
      await scene.passInSteps(1_500, 500);
      // By the server's clock, which goes with the page's.
      const at = new Date(pageClock.now + 30_900).toUTCString();
      const limited = { status: 429, headers: { 'retry-after': value === 'a date' ? at : value }, body: '{}' };
      const before = await countOf(scene);
      if (way === 'stream') {
        await scene.control.set({ next: { stream: [limited] } });
        await scene.control.drop();
        await scene.passUntil(4_000, async () => (await countOf(scene)).streams > before.streams);
      } else {
        await scene.control.set({ next: { snapshot: [limited] } });
        await scene.passUntil(40_000, async () => (await countOf(scene)).snapshots > before.snapshots, 500);
      }
      const refused = await countOf(scene);
      const isNext = ({ streams, snapshots }: typeof refused): boolean => streams + snapshots > refused.streams + refused.snapshots;
      const waited = await waitOf(scene, isNext);
      // A poll is never more often than its floor, whatever the server allows; a date comes nearer until then.
      assert.isAtLeast(waited, way === 'stream' ? least : Math.max(23_000, value === '30' ? least : 0));
      if (way === 'stream') assert.isAtMost(waited, most);
      assert.equal(textOf(element), 'Order received');
      await scene.control.changeSilently(parcel('in_transit'));
      await scene.passUntil(90_000, async () => textOf(element) === 'On its way', 4_000);
    });

    line(`S04: 429 with Retry-After: ${value} at the start`, async (scene) => {
      const at = new Date(pageClock.now + 30_900).toUTCString();
      const limited = { status: 429, headers: { 'retry-after': value === 'a date' ? at : value }, body: '{}' };
      await scene.control.set({ next: { snapshot: [limited] } });
      const element = await mount(scene.attributes, { children: ['See your mail'] });
      await scene.sees(({ snapshots }) => snapshots === 1);
      const waited = await waitOf(scene, ({ snapshots }) => snapshots > 1);
      assert.isAtLeast(waited, least);
      assert.isAtMost(waited, most);
      await until(() => textOf(element) === 'Order received');
    });
  }

  for (const [what, page] of [
    ['503 with an HTML page', { status: 503, body: '<h1>Maintenance</h1>', type: 'text/html' }],
    ['200 with a page to sign in', { body: '<!doctype html><title>Sign in</title>', type: 'text/html' }],
  ] as const) {
    line(`S05: ${what} at the start: none of it is shown`, async (scene) => {
      await scene.control.set({ always: { snapshot: page, stream: page } });
      const element = await mount(scene.attributes, { children: ['See your mail'] });
      await scene.passInSteps(30_000, 2_000);
      assert.isTrue(isFallbackShown(element));
      assert.notMatch(element.shadowRoot?.textContent ?? '', /Maintenance|Sign in$|doctype/);
      assert.notInclude(statesOf(element), 'live');
      assert.isAtMost((await countOf(scene)).snapshots, 12);
      await scene.control.set({ always: { snapshot: {}, stream: {} } });
      await scene.passUntil(70_000, async () => textOf(element) === 'Order received', 2_000);
    });
  }
});
