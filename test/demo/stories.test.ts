import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { exampleOrders } from '../../demo/account/example-orders.ts';
import { openShopContext, type ShopContext } from '../../demo/shop-context.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { parseSession } from '../../demo/session.ts';
import { stories } from '../../demo/stories/index.ts';
import { getShopFixtures } from '../../demo/stories/shop-fixtures.ts';
import { getShopTime } from '../../demo/shop-time.ts';
import type { Cancellation, Order } from '../../src/contract/index.ts';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { deriveOrderSummary, type OrderSummary } from '../../src/order/order-summary.ts';
import { testNow } from './start-demo.ts';

type StoryStep = { order: Order; summary: OrderSummary; now: number };

const shops = loadShops(testNow);
const openContexts: ShopContext[] = [];
after(() => Promise.all(openContexts.map(({ backEnd }) => backEnd.close())));

/** Opens a shop in memory whose clock shows the given time. */
async function openShop(shopId: string, at: string): Promise<ShopContext> {
  const shop = shops.find(({ id }) => id === shopId);
  assert.ok(shop);
  const testShop = { ...shop, clock: { ...shop.clock } };
  const noPersistence = { folder: undefined, database: undefined, smtp: undefined, shopKey: undefined };
  const context = await openShopContext(testShop, {
    ...noPersistence,
    origin: () => 'http://demo.example',
    log: assert.fail,
  });
  testShop.clock.elapsedSeconds = Math.round((Date.parse(at) - testNow()) / 1000);
  openContexts.push(context);
  await context.stories.placeExamples(parseSession(testShop, new URLSearchParams()));
  return context;
}

/** Plays a story to its end. Returns the order and its summary after each step. */
async function playStory(shopId: string, story: string, at = '2026-11-23T09:00:00Z'): Promise<StoryStep[]> {
  const { shop, stories, backEnd } = await openShop(shopId, at);
  const session = parseSession(shop, new URLSearchParams());
  const examples = exampleOrders[shop.id] ?? [];
  // The stories without an example of their own fit the first one.
  const exampleId = (examples.find((example) => example.story === story) ?? examples[0])?.id ?? '';
  const id = await stories.startOver(exampleId, story, session);
  assert.notEqual(id, exampleId);

  const readStep = async (): Promise<StoryStep> => {
    const parsed = parseOrder(await backEnd.requestAsShop('GET', `orders/${id}`));
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.warnings, []);
    const now = getShopTime(shop);
    const { data: order } = parsed;
    return { order, now, summary: deriveOrderSummary(order, { now, timeZone: order.timeZone ?? shop.timeZone }) };
  };
  const storySteps = [await readStep()];
  for (;;) {
    const { order } = storySteps.at(-1)!;
    const state = stories.deriveStoryState(order);
    assert.equal(state?.story, story);
    if (state.next === undefined) return storySteps;
    await stories.runNextStep(id, session);
    storySteps.push(await readStep());
  }
}

/** The stories that fit an order of the shop's examples. */
const listStories = (shopId: string): string[] =>
  stories.map(({ id }) => id).filter((id) => id !== 'withdrawal' || shopId !== 'moscow');

const headlineKindsOf = (storySteps: readonly StoryStep[]): string[] =>
  storySteps.map(({ summary }) => summary.headline.kind);
const issueKindsOf = (storySteps: readonly StoryStep[]): string[][] =>
  storySteps.map(({ summary }) => summary.issues.map(({ kind }) => kind));

for (const { id: shop } of shops) {
  describe(`stories of ${shop}`, () => {
    for (const at of ['2026-11-23T09:00:00Z', '2026-12-24T22:50:00Z', '2027-03-27T23:30:00Z']) {
      it(`only add events and promises: from ${at}`, async () => {
        for (const story of listStories(shop)) {
          const storySteps = await playStory(shop, story, at);
          assert.ok(storySteps.length >= 5, story);
          for (const [index, { order, summary, now }] of storySteps.entries()) {
            assert.deepEqual(summary.warnings, [], `${story} ${index}`);
            assert.ok(
              order.events.every((event) => Date.parse(event.at ?? '') <= now),
              `${story} ${index}`,
            );
            const previous = storySteps[index - 1]?.order;
            if (!previous) continue;
            // An outage changes nothing of the order.
            assert.ok(story === 'outage' || order.version > previous.version, `${story} ${index}`);
            assert.deepEqual(order.events.slice(0, previous.events.length), previous.events);
            assert.deepEqual(order.promises.slice(0, previous.promises.length), previous.promises);
          }
        }
      });
    }

    it('delayed item: a later promise, the first promise, a reason and a cancel action', async () => {
      const storySteps = await playStory(shop, 'delayed-item');
      const delayed = storySteps.find(({ order }) => order.promises.length > 1);
      const promise = delayed?.summary.unshippedItems?.promise;
      assert.equal(promise?.state, 'changed');
      assert.equal(promise.shift, 'later');
      assert.ok(promise.current?.reason?.text);
      assert.equal(delayed?.summary.unshippedItems?.items.length, 1);
      assert.deepEqual(
        delayed.summary.actions.flatMap(({ lineItems }) => (lineItems ?? []).map(({ id }) => id)),
        delayed.summary.unshippedItems.items.map(({ line }) => line.id),
      );
      assert.equal(delayed.summary.parcels.length, 1);
      assert.equal(storySteps.at(-1)?.summary.status, 'partially_delivered');
    });

    it('missed scans: stalled tracking, then overdue, then delivered in time', async () => {
      const storySteps = await playStory(shop, 'missed-scans');
      const issues = issueKindsOf(storySteps);
      const stalledIndex = issues.findIndex((kinds) => kinds.includes('silent'));
      const overdueIndex = issues.findIndex((kinds) => kinds.includes('overdue'));
      assert.ok(stalledIndex > 0 && stalledIndex < overdueIndex, JSON.stringify(issues));
      assert.ok(!issues[overdueIndex - 1]?.includes('overdue'));
      const lastSummary = storySteps.at(-1)?.summary;
      assert.equal(lastSummary?.status, 'delivered');
      assert.deepEqual(issues.at(-1), []);
      assert.equal(lastSummary.parcels[0]?.promise.state, 'kept');
    });

    it('pickup point: ready until a day, with a code, then collected', async () => {
      const storySteps = await playStory(shop, 'pickup-point');
      const ready = storySteps.find(({ summary }) => summary.headline.kind === 'ready_for_pickup');
      assert.ok(ready?.summary.headline.until);
      const [parcel] = ready.summary.parcels;
      assert.ok(parcel?.shipment.pickup?.code);
      assert.ok(parcel.shipment.place?.name);
      assert.equal(storySteps.at(-1)?.summary.status, 'delivered');
    });

    it('customs: an amount with a deadline and a link, then a release', async () => {
      const storySteps = await playStory(shop, 'customs');
      const held = storySteps.find(({ summary }) => summary.headline.kind === 'action_required');
      const required = held?.summary.headline.issue?.exception?.actionRequired;
      assert.ok(required?.until && required.amount && required.url);
      assert.equal(held?.summary.parcels[0]?.custody.custodian, 'customs');
      assert.deepEqual(issueKindsOf(storySteps).at(-1), []);
      assert.equal(headlineKindsOf(storySteps).at(-1), 'delivered');
    });

    it('missing parcel: checked, reported, and its scan retracted', async () => {
      const storySteps = await playStory(shop, 'missing-parcel');
      const deliveredIndex = storySteps.findIndex(({ summary }) => summary.status === 'delivered');
      assert.ok(storySteps[deliveredIndex]?.summary.parcels[0]?.missingCheck?.reportAction);
      const { photoUrl } = storySteps[deliveredIndex].order.shipments[0]?.delivery ?? {};
      assert.equal(photoUrl, `http://demo.example/${shop}/pictures/delivery-photo.svg`);
      assert.equal(storySteps[deliveredIndex].summary.parcels[0].missingCheck.isWaitOver, false);
      assert.equal(storySteps[deliveredIndex + 1]?.summary.parcels[0]?.missingCheck?.isWaitOver, true);
      assert.deepEqual(headlineKindsOf(storySteps).slice(deliveredIndex), [
        'delivered',
        'delivered',
        'out_for_delivery',
        'delivered',
      ]);
    });

    it('a cancellation that the shop agrees to: requested, then canceled, and the rest is delivered', async () => {
      const storySteps = await playStory(shop, 'cancel-request');
      const statuses = storySteps.map(({ order }) => order.adjustments.map(({ status }) => status));
      assert.deepEqual(statuses.slice(0, 3), [[], ['pending'], ['completed']]);
      const { order, summary } = storySteps.at(-1)!;
      assert.deepEqual(
        order.lineItems.map(({ quantity }) => quantity?.total),
        [1, 0],
      );
      assert.equal(summary.status, 'delivered');
    });

    it('a cancellation that the shop rejects: the reason, and everything is delivered', async () => {
      const { shop: testShop, stories: orderStories, backEnd } = await openShop(shop, '2026-11-23T09:00:00Z');
      const session = parseSession(testShop, new URLSearchParams());
      const exampleId = exampleOrders[shop]?.[0]?.id ?? '';
      const id = await orderStories.startOver(exampleId, 'cancel-rejected', session);
      const request = { type: 'cancel-order', lineItems: [], version: 1 };
      const response = await backEnd.requestAsCustomer('POST', `orders/${id}/cancellations`, request);
      const { status, reason } = response as Cancellation;
      assert.equal(status, 'rejected');
      assert.equal(reason?.text, getShopFixtures(testShop, testShop.language).texts.cancellationRejected);
      assert.equal((await playStory(shop, 'cancel-rejected')).at(-1)?.summary.status, 'delivered');
    });

    it('too late: a cancellation is offered until the packing', async () => {
      const storySteps = await playStory(shop, 'too-late');
      const offers = storySteps.map(({ order }) => order.actions.some(({ type }) => type === 'cancel-items'));
      assert.deepEqual(offers, [true, true, true, false, false, false, false]);
    });

    it('outage: the order is the same after it', async () => {
      const storySteps = await playStory(shop, 'outage');
      assert.deepEqual(
        storySteps.slice(0, 3).map(({ order }) => order.version),
        [1, 1, 1],
      );
      assert.equal(storySteps.at(-1)?.summary.status, 'delivered');
    });

    it('an order has pages of its products, pictures and help', async () => {
      const [step] = await playStory(shop, 'outage');
      assert.match(step?.order.helpUrl ?? '', new RegExp(`^http://demo\\.example/${shop}/help\\?order=[\\w-]+$`));
      for (const { url, imageUrl, unitPrice } of step?.order.lineItems ?? []) {
        assert.match(url ?? '', new RegExp(`^http://demo\\.example/${shop}/p/`));
        assert.match(imageUrl ?? '', new RegExp(`^http://demo\\.example/${shop}/pictures/[\\w-]+\\.svg#square$`));
        assert.ok(unitPrice && unitPrice.amount > 0);
      }
    });
  });
}

for (const shop of ['berlin', 'drome']) {
  it(`withdrawal of ${shop}: offered for 14 days after the delivery, sent back, refunded`, async () => {
    const storySteps = await playStory(shop, 'withdrawal');
    const offers = storySteps.map(({ order }) => order.actions.find(({ type }) => type === 'withdraw'));
    const deliveredIndex = storySteps.findIndex(({ summary }) => summary.status === 'delivered');
    assert.equal(offers.findIndex(Boolean), deliveredIndex);
    const days = (Date.parse(offers[deliveredIndex]?.until ?? '') - storySteps[deliveredIndex]!.now) / 86_400_000;
    assert.equal(Math.round(days), 14);
    const [withdrawn, sentBack, refunded] = storySteps.slice(deliveredIndex + 1);
    assert.deepEqual(
      [withdrawn, sentBack, refunded].map((step) => step?.order.adjustments.map(({ kind, status }) => [kind, status])),
      [[['return', 'pending']], [['return', 'pending']], [['return', 'completed']]],
    );
    assert.equal(sentBack?.summary.returns.length, 1);
    assert.equal(refunded?.summary.status, 'returned');
  });
}

describe('a story', () => {
  it('skips the customer’s step if the customer was faster', async () => {
    const { shop, stories: orderStories, backEnd } = await openShop('drome', '2026-11-23T09:00:00Z');
    const session = parseSession(shop, new URLSearchParams());
    const id = await orderStories.startOver('d-318', 'cancel-request', session);
    const lineItems = [{ id: 'vase', quantity: 1 }];
    await backEnd.requestAsCustomer('POST', `orders/${id}/cancellations`, {
      type: 'cancel-items',
      lineItems,
      version: 1,
    });
    await orderStories.runNextStep(id, session);
    const order = await orderStories.getOrder(id);
    assert.ok(order);
    assert.deepEqual(
      order.adjustments.map(({ lineItems: [line] = [], status }) => [line?.id, status]),
      [['vase', 'completed']],
    );
    assert.equal(orderStories.deriveStoryState(order)?.position, 2);
  });

  it('skips all steps of a canceled order', async () => {
    const { shop, stories, backEnd } = await openShop('berlin', '2026-11-23T09:00:00Z');
    const session = parseSession(shop, new URLSearchParams());
    const id = await stories.startOver('b-2041', undefined, session);
    const order = await stories.getOrder(id);
    assert.ok(order);
    const request = { type: 'cancel-order', lineItems: [], version: order.version };
    const init = {
      method: 'POST',
      headers: { origin: 'http://localhost', 'content-type': 'application/json', 'idempotency-key': 'cancel-all' },
      body: JSON.stringify(request),
    };
    const response = await backEnd.handler(
      new Request(`http://localhost/berlin/waybill/orders/${id}/cancellations`, init),
    );
    assert.equal(response.status, 201);
    const { elapsedSeconds } = shop.clock;
    await stories.runNextStep(id, session);
    const now = await stories.getOrder(id);
    assert.ok(now);
    assert.equal(stories.deriveStoryState(now)?.next, undefined);
    assert.equal(now.shipments.length, 0);
    assert.equal(shop.clock.elapsedSeconds, elapsedSeconds);
  });

  it('is offered for orders that it fits', async () => {
    const { stories } = await openShop('berlin', '2026-11-23T09:00:00Z');
    const getStoryIds = async (id: string): Promise<string[]> => {
      const order = await stories.getOrder(id);
      return (order && stories.deriveStoryState(order)?.stories)?.map(({ id: name }) => name) ?? [];
    };
    assert.deepEqual(await getStoryIds('b-2029'), ['pickup-point']);
    const forHomes = ['withdrawal', 'cancel-request', 'cancel-rejected', 'too-late', 'outage'];
    assert.deepEqual(await getStoryIds('b-2038'), ['missed-scans', 'customs', 'missing-parcel', ...forHomes]);
    assert.deepEqual(await getStoryIds('b-2041'), [
      'delayed-item',
      'missed-scans',
      'customs',
      'missing-parcel',
      ...forHomes,
    ]);
  });

  it('continues after a concurrent pack scan', async () => {
    const { shop, stories, backEnd } = await openShop('berlin', '2026-11-23T09:00:00Z');
    const session = parseSession(shop, new URLSearchParams());
    const id = await stories.startOver('b-2041', undefined, session);
    const allItems = [
      { id: 'spazieren', quantity: 1 },
      { id: 'effi-briest', quantity: 1 },
    ];
    await backEnd.recordScan(id, {
      id: 'table-1',
      kind: 'packed',
      shipmentId: 'table',
      shipment: { lineItems: allItems },
    });
    await stories.runNextStep(id, session);
    const order = await stories.getOrder(id);
    assert.ok(order);
    // All items are in the other parcel, so the remaining steps do not apply.
    assert.deepEqual(
      order.shipments.map(({ id: parcel, status }) => [parcel, status]),
      [['table', 'packed']],
    );
    assert.equal(stories.deriveStoryState(order)?.next, undefined);
  });
});
