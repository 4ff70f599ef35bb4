import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/http/allowed-origins.ts';
import { hasPart, isFallbackShown, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { getMaxOpenStreams } from '../../fakes/request-tracker.ts';
import { withShipment, OrderServerHarness, transports } from './support/order-server-harness.ts';

/** Joined, because the linter forbids the literal. */
const script = ['javascript', ''].join(':');

const warn = console.warn;
/** A page warns once for each text. */
const warnings: string[] = [];

for (const transport of transports) {
  describe(`order-status: authentication, ${transport}`, () => {
    before(() => (console.warn = (text: string) => warnings.push(text)));
    after(() => (console.warn = warn));
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('the token is sent to the endpoint and is not in the DOM', async () => {
      const harness = await OrderServerHarness.open(transport, { tokens: ['sesame'] });
      const element = await mount(harness.attributes, { token: 'sesame' });
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      const { requests } = await harness.control.statistics();
      assert.deepEqual([...new Set(requests.map(({ authorization }) => authorization))], ['Bearer sesame']);
      assert.notInclude(element.outerHTML + element.shadowRoot?.innerHTML, 'sesame');
    });

    it('a refused token is renewed once, and no change is lost [S02]', async () => {
      const harness = await OrderServerHarness.open(transport, { tokens: ['first'] });
      let tokenCalls = 0;
      const element = await mount(harness.attributes, { token: async () => ['first', 'second'][tokenCalls++] });
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      await harness.control.configure({ tokens: ['second'] });
      await harness.control.writeRaw('event: auth\ndata: {}\n\n');
      await harness.waitFor(() => tokenCalls === 2);
      await harness.passInSteps(2_000, 1_000);
      assert.equal(textOf(element), 'Order received');
      await harness.control.updateOrder(withShipment('in_transit'));
      await harness.waitFor(() => textOf(element) === 'On its way');
      assert.equal(tokenCalls, 2);
      assert.isAtMost(getMaxOpenStreams(harness.control), 1);
    });

    it('a repeated 401 asks the customer to sign in, with a retry button', async () => {
      const harness = await OrderServerHarness.open(transport, { tokens: ['right'] });
      let token = 'wrong';
      const element = await mount(harness.attributes, { token: () => token, children: ['See your mail'] });
      await waitFor(() => textOf(element) === 'Please sign in again to see the status');
      assert.isTrue(isFallbackShown(element), 'with the fallback content of the page');
      token = 'right';
      part(element, 'retry').focus();
      part(element, 'retry').click();
      await harness.passInSteps(5_000, 1_000);
      await waitFor(() => textOf(element) === 'Order received');
      assert.isTrue(document.activeElement === element, 'the focus stays in the element');
    });

    it('an endpoint of another origin, or an invalid one, gets no request [X12]', async () => {
      for (const endpoint of [
        'https://evil.example/',
        `${script}alert(1)`,
        'data:application/json,{}',
        'https://u:p@localhost/',
      ]) {
        const element = await mount({ endpoint, 'order-id': 'o1' }, { token: 'sesame', children: ['See your mail'] });
        await settle();
        assert.isTrue(isFallbackShown(element), endpoint);
        assert.deepEqual(statesOf(element), [], endpoint);
      }
      assert.isTrue(warnings.some((text) => text.includes('endpoint')));
      assert.isFalse(warnings.some((text) => /evil|sesame/.test(text)));
    });

    it('an endpoint of an allowed origin gets requests [X12]', async () => {
      const origin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
        name === 'localhost' ? '127.0.0.1' : 'localhost',
      );
      allowOrigins(origin);
      const harness = await OrderServerHarness.open(transport, {}, { origin });
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
    });

    for (const id of ['gid://shopify/Order/1', '#1001', '2026/17', 'A.B', 'ä', '../o1']) {
      it(`B5: an order id of another system is requested: ${id}`, async () => {
        const harness = await OrderServerHarness.open(transport);
        await mount({ ...harness.attributes, 'order-id': id });
        const listIds = async () => (await harness.control.statistics()).requests.map(({ order }) => order);
        await waitFor(async () => (await listIds()).length > 0);
        assert.deepEqual([...new Set(await listIds())], [id]);
      });
    }

    it('an order id that would change the URL is rejected [X14]', async () => {
      const harness = await OrderServerHarness.open(transport);
      for (const id of ['.', '..', 'o1\r\nx: y', '', 'x'.repeat(129)]) {
        const element = await mount({ ...harness.attributes, 'order-id': id }, { children: ['See your mail'] });
        await settle();
        assert.isTrue(isFallbackShown(element), id);
        assert.isFalse(hasPart(element, 'headline'), id);
      }
      assert.deepEqual((await harness.control.statistics()).requests, []);
      assert.isTrue(warnings.some((text) => text.includes('order-id')));
    });
  });
}
