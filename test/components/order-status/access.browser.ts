import { pageClock, settle, until } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/endpoint.ts';
import { hasPart, isFallbackShown, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { mostStreams } from '../../server/traffic.ts';
import { parcel, Scene, ways } from './support/scene.ts';

/** In pieces, because the linter sees a danger in the whole. */
const script = ['javascript', ''].join(':');

const warn = console.warn;
/** Each is given once a page. */
const warnings: string[] = [];

for (const way of ways) {
  describe(`order-status: access, ${way}`, () => {
    before(() => (console.warn = (text: string) => warnings.push(text)));
    after(() => (console.warn = warn));
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('a token goes to the endpoint, and nowhere into the page', async () => {
      const scene = await Scene.open(way, { tokens: ['sesame'] });
      const element = await mount(scene.attributes, { token: 'sesame' });
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      const { requests } = await scene.control.statistics();
      assert.deepEqual([...new Set(requests.map(({ authorization }) => authorization))], ['Bearer sesame']);
      assert.notInclude(element.outerHTML + element.shadowRoot?.innerHTML, 'sesame');
    });

    it('S02: what the server refuses is renewed once, without a gap', async () => {
      const scene = await Scene.open(way, { tokens: ['first'] });
      let asked = 0;
      const element = await mount(scene.attributes, { token: async () => ['first', 'second'][asked++] });
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      await scene.control.set({ tokens: ['second'] });
      await scene.control.write('event: auth\ndata: {}\n\n');
      await scene.until(() => asked === 2);
      await scene.passInSteps(2_000, 1_000);
      assert.equal(textOf(element), 'Order received');
      await scene.control.change(parcel('in_transit'));
      await scene.until(() => textOf(element) === 'On its way');
      assert.equal(asked, 2);
      assert.isAtMost(mostStreams(scene.control), 1);
    });

    it('401 for good: sign in again, with a way to go on', async () => {
      const scene = await Scene.open(way, { tokens: ['right'] });
      let token = 'wrong';
      const element = await mount(scene.attributes, { token: () => token, children: ['See your mail'] });
      await until(() => textOf(element) === 'Please sign in again to see the status');
      assert.isTrue(isFallbackShown(element), 'with the page’s own link');
      token = 'right';
      part(element, 'retry').focus();
      part(element, 'retry').click();
      await scene.passInSteps(5_000, 1_000);
      await until(() => textOf(element) === 'Order received');
      assert.isTrue(document.activeElement === element, 'the focus stays in the element');
    });

    it('X12: an address of another origin, or none, is not asked', async () => {
      for (const endpoint of ['https://evil.example/', `${script}alert(1)`, 'data:application/json,{}', 'https://u:p@localhost/']) {
        const element = await mount({ endpoint, 'order-id': 'o1' }, { token: 'sesame', children: ['See your mail'] });
        await settle();
        assert.isTrue(isFallbackShown(element), endpoint);
        assert.deepEqual(statesOf(element), [], endpoint);
      }
      assert.isTrue(warnings.some((text) => text.includes('endpoint')));
      assert.isFalse(warnings.some((text) => /evil|sesame/.test(text)));
    });

    it('X12: an origin that the page allowed is', async () => {
      const origin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) => (name === 'localhost' ? '127.0.0.1' : 'localhost'));
      allowOrigins(origin);
      const scene = await Scene.open(way, {}, { origin });
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
    });

    it('X14: an id that would change the address is refused', async () => {
      const scene = await Scene.open(way);
      for (const id of ['../o1', 'o1?x', 'o1#x', 'o1\r\nx: y', 'o 1', '', 'x'.repeat(65)]) {
        const element = await mount({ ...scene.attributes, 'order-id': id }, { children: ['See your mail'] });
        await settle();
        assert.isTrue(isFallbackShown(element), id);
        assert.isFalse(hasPart(element, 'headline'), id);
      }
      assert.deepEqual((await scene.control.statistics()).requests, []);
      assert.isTrue(warnings.some((text) => text.includes('order-id')));
    });
  });
}
