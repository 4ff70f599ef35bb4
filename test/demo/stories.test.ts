import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { EXAMPLES } from '../../demo/account/examples.ts';
import { openDesk, type Desk } from '../../demo/desk.ts';
import { loadBuilt } from '../../demo/dist.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { clockNow, readVisit } from '../../demo/visit.ts';
import type { Order } from '../../src/contract/index.ts';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { readOrder, type OrderReading } from '../../src/order/read-order.ts';
import { machineNow } from './open-demo.ts';

type Chapter = { order: Order; reading: OrderReading; now: number };

const built = await loadBuilt();
const shops = loadShops(built, machineNow);
const desks: Desk[] = [];
after(() => Promise.all(desks.map(({ backEnd }) => backEnd.close())));

/** A shop of its own, in memory, whose clock stands at a time. */
async function open(shopId: string, at: string): Promise<Desk> {
  const shop = shops.find(({ id }) => id === shopId);
  assert.ok(shop);
  const own = { ...shop, clock: { ...shop.clock } };
  const none = { folder: undefined, database: undefined, smtp: undefined, shopKey: undefined };
  const desk = await openDesk(built, own, { ...none, origin: () => 'http://demo.example', say: assert.fail });
  own.clock.passed = Math.round((Date.parse(at) - machineNow()) / 1000);
  desks.push(desk);
  await desk.account.open(readVisit(own, new URLSearchParams()));
  return desk;
}

/** An order's story from its beginning to its end: what there is to read after each step. */
async function tell(shopId: string, story: string, at = '2026-11-23T09:00:00Z'): Promise<Chapter[]> {
  const { shop, account, backEnd } = await open(shopId, at);
  const visit = readVisit(shop, new URLSearchParams());
  const ready = EXAMPLES[shop.id]?.find((example) => example.story === story)?.id ?? '';
  const id = await account.startOver(ready, story, visit);
  assert.notEqual(id, ready);

  const look = async (): Promise<Chapter> => {
    // As the contract says it, on the wire.
    const parsed = parseOrder(await backEnd.send('GET', `orders/${id}`));
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.warnings, []);
    const now = clockNow(shop);
    const { data: order } = parsed;
    return { order, now, reading: readOrder(order, { now, timeZone: order.timeZone ?? shop.timeZone }) };
  };
  const chapters = [await look()];
  for (;;) {
    const { order } = chapters.at(-1)!;
    const state = account.storyOf(order);
    assert.equal(state?.story, story);
    if (state.next === undefined) return chapters;
    await account.next(id, visit);
    chapters.push(await look());
  }
}

const kinds = (chapters: readonly Chapter[]): string[] => chapters.map(({ reading }) => reading.headline.kind);
const troubles = (chapters: readonly Chapter[]): string[][] =>
  chapters.map(({ reading }) => reading.troubles.map(({ kind }) => kind));

for (const { id: shop } of shops) {
  describe(`stories of ${shop}`, () => {
    for (const at of ['2026-11-23T09:00:00Z', '2026-12-24T22:50:00Z', '2027-03-27T23:30:00Z']) {
      it(`only ever add to what was told: from ${at}`, async () => {
        for (const { story } of EXAMPLES[shop] ?? []) {
          const chapters = await tell(shop, story, at);
          assert.ok(chapters.length >= 5, story);
          for (const [index, { order, reading, now }] of chapters.entries()) {
            assert.deepEqual(reading.warnings, [], `${story} ${index}`);
            assert.ok(order.events.every((event) => Date.parse(event.at ?? '') <= now), `${story} ${index}`);
            const before = chapters[index - 1]?.order;
            if (!before) continue;
            assert.ok(order.version > before.version);
            assert.deepEqual(order.events.slice(0, before.events.length), before.events);
            assert.deepEqual(order.promises.slice(0, before.promises.length), before.promises);
          }
        }
      });
    }

    it('two items: the second slips, both promises are there, with a reason and a way out', async () => {
      const chapters = await tell(shop, 'two-items');
      const slipped = chapters.find(({ order }) => order.promises.length > 1);
      const promise = slipped?.reading.rest?.promise;
      assert.equal(promise?.state, 'changed');
      assert.equal(promise.shift, 'later');
      assert.ok(promise.current?.reason?.text);
      assert.equal(slipped?.reading.rest?.items.length, 1);
      assert.deepEqual(
        slipped.reading.actions.flatMap(({ lineItems }) => (lineItems ?? []).map(({ id }) => id)),
        slipped.reading.rest.items.map(({ line }) => line.id),
      );
      assert.equal(slipped.reading.parcels.length, 1);
      assert.equal(chapters.at(-1)?.reading.status, 'partially_delivered');
    });

    it('a forgetful courier: silent, then overdue, then it had come in time', async () => {
      const chapters = await tell(shop, 'forgetful-courier');
      const told = troubles(chapters);
      const silent = told.findIndex((each) => each.includes('silent'));
      const overdue = told.findIndex((each) => each.includes('overdue'));
      assert.ok(silent > 0 && silent < overdue, JSON.stringify(told));
      assert.ok(!told[overdue - 1]?.includes('overdue'));
      const end = chapters.at(-1)?.reading;
      assert.equal(end?.status, 'delivered');
      assert.deepEqual(told.at(-1), []);
      assert.equal(end.parcels[0]?.promise.state, 'kept');
    });

    it('a pickup point: ready until a day, with a code, then collected', async () => {
      const chapters = await tell(shop, 'pickup-point');
      const ready = chapters.find(({ reading }) => reading.headline.kind === 'ready_for_pickup');
      assert.ok(ready?.reading.headline.until);
      const [parcel] = ready.reading.parcels;
      assert.ok(parcel?.shipment.pickup?.code);
      assert.ok(parcel.shipment.place?.name);
      assert.equal(chapters.at(-1)?.reading.status, 'delivered');
    });

    it('customs: who must pay how much by when, and where; then it goes on', async () => {
      const chapters = await tell(shop, 'customs');
      const held = chapters.find(({ reading }) => reading.headline.kind === 'action_required');
      const required = held?.reading.headline.trouble?.exception?.actionRequired;
      assert.ok(required?.until && required.amount && required.url);
      assert.equal(held?.reading.parcels[0]?.responsibility.holder, 'customs');
      assert.deepEqual(troubles(chapters).at(-1), []);
      assert.equal(kinds(chapters).at(-1), 'delivered');
    });

    it('delivered and not there: a check, a report, and the scan is taken back', async () => {
      const chapters = await tell(shop, 'not-there');
      const first = chapters.findIndex(({ reading }) => reading.status === 'delivered');
      assert.ok(chapters[first]?.reading.parcels[0]?.missing?.report);
      assert.equal(chapters[first].reading.parcels[0].missing.isWaitOver, false);
      assert.equal(chapters[first + 1]?.reading.parcels[0]?.missing?.isWaitOver, true);
      assert.deepEqual(kinds(chapters).slice(first), ['delivered', 'delivered', 'out_for_delivery', 'delivered']);
    });
  });
}

describe('a story', () => {
  it('leaves out what can no longer happen, once everything is canceled', async () => {
    const { shop, account, backEnd } = await open('berlin', '2026-11-23T09:00:00Z');
    const visit = readVisit(shop, new URLSearchParams());
    const id = await account.startOver('b-2041', undefined, visit);
    const order = await account.order(id);
    assert.ok(order);
    const request = { type: 'cancel-order', lineItems: [], version: order.version };
    const init = {
      method: 'POST',
      headers: { origin: 'http://localhost', 'content-type': 'application/json', 'idempotency-key': 'all-of-it' },
      body: JSON.stringify(request),
    };
    const answer = await backEnd.handler(new Request(`http://localhost/berlin/waybill/orders/${id}/cancellations`, init));
    assert.equal(answer.status, 201);
    const { passed } = shop.clock;
    await account.next(id, visit);
    const now = await account.order(id);
    assert.ok(now);
    assert.equal(account.storyOf(now)?.next, undefined);
    assert.equal(now.shipments.length, 0);
    assert.equal(shop.clock.passed, passed);
  });

  it('is offered where it fits', async () => {
    const { account } = await open('berlin', '2026-11-23T09:00:00Z');
    const offered = async (id: string): Promise<string[]> => {
      const order = await account.order(id);
      return (order && account.storyOf(order)?.stories)?.map(({ id: name }) => name) ?? [];
    };
    assert.deepEqual(await offered('b-2029'), ['pickup-point']);
    assert.deepEqual(await offered('b-2038'), ['forgetful-courier', 'customs', 'not-there']);
    assert.deepEqual(await offered('b-2041'), ['two-items', 'forgetful-courier', 'customs', 'not-there']);
  });

  it('goes on where somebody else packs at the same time', async () => {
    const { shop, account, backEnd } = await open('berlin', '2026-11-23T09:00:00Z');
    const visit = readVisit(shop, new URLSearchParams());
    const id = await account.startOver('b-2041', undefined, visit);
    const both = [{ id: 'spazieren', quantity: 1 }, { id: 'effi-briest', quantity: 1 }];
    await backEnd.scan(id, { id: 'table-1', kind: 'packed', shipmentId: 'table', shipment: { lineItems: both } });
    await account.next(id, visit);
    const order = await account.order(id);
    assert.ok(order);
    // What the panel would pack is in a parcel already, and so is what would slip: there is nothing left to tell.
    assert.deepEqual(order.shipments.map(({ id: parcel, status }) => [parcel, status]), [['table', 'packed']]);
    assert.equal(account.storyOf(order)?.next, undefined);
  });
});
