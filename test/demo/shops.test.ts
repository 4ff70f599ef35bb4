import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBuilt } from '../../demo/dist.ts';
import { nextCutoff } from '../../demo/moments.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { readVisit } from '../../demo/visit.ts';
import { estimatesFor } from '../../demo/ways.ts';
import { localParts } from '../../demo/zoned.ts';
import { machineNow } from './open-demo.ts';

/** Why there is no answer, by what the bar says of a destination. */
const REASONS = [
  ['not served', 'no-service'],
  ['postcode needed', 'needs-destination'],
] as const;

const built = await loadBuilt();
const shops = loadShops(built, machineNow);

for (const shop of shops) {
  const { terms } = shop;
  const ids = (list: readonly { id: string }[] = []): Set<string> => new Set(list.map(({ id }) => id));
  const origins = ids(terms.origins);
  const zones = ids(terms.zones);
  const methods = ids(terms.methods);
  const places = ids(terms.places);
  const services = terms.methods.flatMap((method) => method.services);
  const visit = readVisit(shop, new URLSearchParams());

  describe(`the terms of ${shop.id}`, () => {
    it('name nothing twice', () => {
      assert.equal(origins.size, terms.origins.length);
      assert.equal(zones.size, terms.zones.length);
      assert.equal(methods.size, terms.methods.length);
      assert.equal(places.size, terms.places?.length);
    });

    it('refer only to what they say', () => {
      const referred = [
        ...terms.methods.flatMap(({ origins: own = [] }) => own.map((id) => [origins, id] as const)),
        ...services.flatMap((service) => service.zones.map((id) => [zones, id] as const)),
        ...(terms.places ?? []).flatMap((place) => place.methods.map((id) => [methods, id] as const)),
        ...(terms.places ?? []).flatMap((place) => place.zones.map((id) => [zones, id] as const)),
        ...Object.values(terms.products ?? {}).flatMap(({ origin, stores = [], methods: own = [] }) => [
          ...(origin === undefined ? [] : [[origins, origin] as const]),
          ...stores.map((id) => [places, id] as const),
          ...own.map((id) => [methods, id] as const),
        ]),
      ];
      for (const [known, id] of referred) assert.ok(known.has(id), id);
    });

    it('reach every place and serve every zone', () => {
      for (const { id, kind } of terms.methods) {
        const reached = terms.places?.some((place) => place.methods.includes(id)) ?? false;
        assert.equal(reached, kind !== 'delivery', id);
      }
      for (const zone of zones) assert.ok(services.some((service) => service.zones.includes(zone)), zone);
    });

    it('know every product of the listing, and list every product they know', () => {
      const listed = new Set(shop.products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
      for (const sku of Object.keys(terms.products ?? {})) assert.ok(sku === '*' || listed.has(sku), sku);
      for (const sku of listed) {
        const [found] = estimatesFor(built, shop, visit, [{ sku, quantity: 1 }]);
        assert.notEqual(found?.unavailable?.code, 'unknown', sku);
        assert.notEqual(found?.unavailable?.code, 'no-service', sku);
      }
    });

    it('answer every destination of the bar', () => {
      for (const { to, label } of shop.destinations) {
        const [found] = estimatesFor(built, shop, { ...visit, to }, [{ sku: shop.plain.sku, quantity: 1 }]);
        const [, reason] = REASONS.find(([hint]) => label.includes(hint)) ?? [];
        assert.equal(found?.unavailable?.code, reason, label);
        assert.equal(found?.term !== undefined, label.includes('no date'), label);
      }
    });

    it('send the example cart by at least one way, also apart', () => {
      for (const ship of ['together', 'split'] as const) {
        const [found] = estimatesFor(built, shop, { ...visit, ship }, shop.exampleCart);
        assert.ok(found?.window, ship);
        assert.equal((found.parcels?.length ?? 1) > 1, ship === 'split');
      }
    });

    it('have moments that lie ahead, in the shop’s own time', () => {
      const now = Date.parse('2026-11-23T09:00:00Z');
      const cutoff = nextCutoff(built, shop, now);
      assert.ok(cutoff > now);
      const at = (id: string): string => {
        const moment = shop.moments.find((each) => each.id === id);
        const { date, time } = localParts(shop.timeZone, moment?.at(now, shop.timeZone, cutoff) ?? NaN);
        return `${date} ${time}`;
      };
      assert.match(at('23-december'), /^2026-12-23 1\d:/);
      assert.match(at('31-december'), /^2026-12-31 /);
      assert.match(at('friday-evening'), /^2026-11-27 (19|20):/);
      assert.notEqual(at('before-cutoff'), at('after-cutoff'));
    });
  });
}
