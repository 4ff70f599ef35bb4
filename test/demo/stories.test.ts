import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Account } from '../../demo/account/account.ts';
import { EXAMPLES } from '../../demo/account/examples.ts';
import { loadBuilt } from '../../demo/dist.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { readVisit, shopNow } from '../../demo/visit.ts';
import type { Order } from '../../src/contract/index.ts';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { readOrder, type OrderReading } from '../../src/order/read-order.ts';

type Chapter = { order: Order; reading: OrderReading; now: number };

const built = await loadBuilt();
const shops = loadShops(built);

/** An order's story from its beginning to its end: what there is to read after each step. */
function tell(shopId: string, story: string, at = '2026-11-23T09:00:00Z'): Chapter[] {
  const shop = shops.find(({ id }) => id === shopId);
  assert.ok(shop);
  const own = { ...shop, clock: { passed: 0 } };
  const ahead = Math.round((Date.parse(at) - Date.now()) / 1000);
  const visit = readVisit(own, new URLSearchParams({ ahead: String(ahead) }));
  const account = new Account(built, own);
  account.open(visit);
  const id = EXAMPLES[shopId]?.find((example) => example.story === story)?.id ?? '';
  account.startOver(id, story, visit);
  assert.equal(account.storyOf(id)?.story, story);

  const look = (): Chapter => {
    const parsed = parseOrder(account.book.find(id)?.order);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.warnings, []);
    const now = shopNow(own, visit);
    const { data: order } = parsed;
    return { order, now, reading: readOrder(order, { now, timeZone: order.timeZone ?? own.timeZone }) };
  };
  const chapters = [look()];
  while (account.storyOf(id)?.next !== undefined) {
    account.next(id, visit);
    chapters.push(look());
  }
  return chapters;
}

const kinds = (chapters: readonly Chapter[]): string[] => chapters.map(({ reading }) => reading.headline.kind);
const troubles = (chapters: readonly Chapter[]): string[][] =>
  chapters.map(({ reading }) => reading.troubles.map(({ kind }) => kind));

for (const { id: shop } of shops) {
  describe(`stories of ${shop}`, () => {
    for (const at of ['2026-11-23T09:00:00Z', '2026-12-24T22:50:00Z', '2027-03-27T23:30:00Z']) {
      it(`only ever add to what was told: from ${at}`, () => {
        for (const { story } of EXAMPLES[shop] ?? []) {
          const chapters = tell(shop, story, at);
          assert.ok(chapters.length >= 5, story);
          for (const [index, { order, reading, now }] of chapters.entries()) {
            assert.deepEqual(reading.warnings, [], `${story} ${index}`);
            assert.ok(order.events.every((event) => Date.parse(event.at ?? '') <= now), `${story} ${index}`);
            const before = chapters[index - 1]?.order;
            if (!before) continue;
            assert.equal(order.version, before.version + 1);
            assert.deepEqual(order.events.slice(0, before.events.length), before.events);
            assert.deepEqual(order.promises.slice(0, before.promises.length), before.promises);
          }
        }
      });
    }

    it('two items: the second slips, both promises are there, with a reason and a way out', () => {
      const chapters = tell(shop, 'two-items');
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

    it('a forgetful courier: silent, then overdue, then it had come in time', () => {
      const chapters = tell(shop, 'forgetful-courier');
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

    it('a pickup point: ready until a day, with a code, then collected', () => {
      const chapters = tell(shop, 'pickup-point');
      const ready = chapters.find(({ reading }) => reading.headline.kind === 'ready_for_pickup');
      assert.ok(ready?.reading.headline.until);
      const [parcel] = ready.reading.parcels;
      assert.ok(parcel?.shipment.pickup?.code);
      assert.ok(parcel.shipment.place?.name);
      assert.equal(chapters.at(-1)?.reading.status, 'delivered');
    });

    it('customs: who must pay how much by when, and where; then it goes on', () => {
      const chapters = tell(shop, 'customs');
      const held = chapters.find(({ reading }) => reading.headline.kind === 'action_required');
      const required = held?.reading.headline.trouble?.exception?.actionRequired;
      assert.ok(required?.until && required.amount && required.url);
      assert.equal(held?.reading.parcels[0]?.responsibility.holder, 'customs');
      assert.deepEqual(troubles(chapters).at(-1), []);
      assert.equal(kinds(chapters).at(-1), 'delivered');
    });

    it('delivered and not there: a check, a report, and the scan is taken back', () => {
      const chapters = tell(shop, 'not-there');
      const first = chapters.findIndex(({ reading }) => reading.status === 'delivered');
      assert.ok(chapters[first]?.reading.parcels[0]?.missing?.report);
      assert.equal(chapters[first].reading.parcels[0].missing.isWaitOver, false);
      assert.equal(chapters[first + 1]?.reading.parcels[0]?.missing?.isWaitOver, true);
      assert.deepEqual(kinds(chapters).slice(first), ['delivered', 'delivered', 'out_for_delivery', 'delivered']);
    });
  });
}

describe('a story', () => {
  it('leaves out what can no longer happen, once everything is canceled', () => {
    const [shop] = shops;
    assert.ok(shop);
    const own = { ...shop, clock: { passed: 0 } };
    const visit = readVisit(own, new URLSearchParams());
    const account = new Account(built, own);
    account.open(visit);
    account.startOver('b-2041', undefined, visit);
    const lines = account.book.find('b-2041')?.order.lineItems ?? [];
    const none = lines.map((line) => ({ ...line, quantity: { original: 1, total: 0, fulfilled: 0 } }));
    account.book.change('b-2041', { lineItems: none }, shopNow(own, visit));
    account.next('b-2041', visit);
    assert.equal(account.storyOf('b-2041')?.next, undefined);
    assert.equal(account.book.find('b-2041')?.order.version, 2);
    assert.equal(own.clock.passed, 0);
  });

  it('is offered where it fits', () => {
    const [shop] = shops;
    assert.ok(shop);
    const visit = readVisit(shop, new URLSearchParams());
    const account = new Account(built, shop);
    account.open(visit);
    const offered = (id: string): string[] => (account.storyOf(id)?.stories ?? []).map(({ id: name }) => name);
    assert.deepEqual(offered('b-2029'), ['pickup-point']);
    assert.deepEqual(offered('b-2038'), ['forgetful-courier', 'customs', 'not-there']);
    assert.deepEqual(offered('b-2041'), ['two-items', 'forgetful-courier', 'customs', 'not-there']);
  });
});
