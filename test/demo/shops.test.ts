import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findNextCutoff } from '../../demo/time-presets.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { parseSession } from '../../demo/session.ts';
import { computeEstimates } from '../../demo/compute-estimates.ts';
import { toLocalDateTime } from '../../demo/zoned-time.ts';
import { testNow } from './start-demo.ts';

/** The expected reason without an estimate, by the label of a destination. */
const REASONS = [
  ['not served', 'no-service'],
  ['postcode needed', 'needs-destination'],
] as const;

const shops = loadShops(testNow);

for (const shop of shops) {
  const { terms } = shop;
  const ids = (list: readonly { id: string }[] = []): Set<string> => new Set(list.map(({ id }) => id));
  const origins = ids(terms.origins);
  const zones = ids(terms.zones);
  const methods = ids(terms.methods);
  const places = ids(terms.places);
  const services = terms.methods.flatMap((method) => method.services);
  const session = parseSession(shop, new URLSearchParams());

  describe(`the terms of ${shop.id}`, () => {
    it('have unique ids', () => {
      assert.equal(origins.size, terms.origins.length);
      assert.equal(zones.size, terms.zones.length);
      assert.equal(methods.size, terms.methods.length);
      assert.equal(places.size, terms.places?.length);
    });

    it('refer to ids that exist', () => {
      const referred = [
        ...terms.methods.flatMap(({ origins: ownIds = [] }) => ownIds.map((id) => [origins, id] as const)),
        ...services.flatMap((service) => service.zones.map((id) => [zones, id] as const)),
        ...(terms.places ?? []).flatMap((place) => place.methods.map((id) => [methods, id] as const)),
        ...(terms.places ?? []).flatMap((place) => place.zones.map((id) => [zones, id] as const)),
        ...Object.values(terms.products ?? {}).flatMap(({ origin, stores = [], methods: ownIds = [] }) => [
          ...(origin === undefined ? [] : [[origins, origin] as const]),
          ...stores.map((id) => [places, id] as const),
          ...ownIds.map((id) => [methods, id] as const),
        ]),
      ];
      for (const [ids, id] of referred) assert.ok(ids.has(id), id);
    });

    it('use every place and every zone', () => {
      for (const { id, kind } of terms.methods) {
        const hasPlaces = terms.places?.some((place) => place.methods.includes(id)) ?? false;
        assert.equal(hasPlaces, kind !== 'delivery', id);
      }
      for (const zone of zones)
        assert.ok(
          services.some((service) => service.zones.includes(zone)),
          zone,
        );
    });

    it('and the listing have the same products', () => {
      const listed = new Set(shop.products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
      for (const sku of Object.keys(terms.products ?? {})) assert.ok(sku === '*' || listed.has(sku), sku);
      for (const sku of listed) {
        const [estimate] = computeEstimates(shop, session, [{ sku, quantity: 1 }]);
        assert.notEqual(estimate?.unavailable?.code, 'unknown', sku);
        assert.notEqual(estimate?.unavailable?.code, 'no-service', sku);
      }
    });

    it('have an estimate for every destination of the demo bar', () => {
      for (const { to, label } of shop.destinations) {
        const [estimate] = computeEstimates(shop, { ...session, to }, [
          { sku: shop.referenceProduct.sku, quantity: 1 },
        ]);
        const [, reason] = REASONS.find(([hint]) => label.includes(hint)) ?? [];
        assert.equal(estimate?.unavailable?.code, reason, label);
        assert.equal(estimate?.term !== undefined, label.includes('no date'), label);
      }
    });

    it('offer at least one option for the example cart, together and split', () => {
      for (const ship of ['together', 'split'] as const) {
        const [estimate] = computeEstimates(shop, { ...session, ship }, shop.exampleCart);
        assert.ok(estimate?.window, ship);
        assert.equal((estimate.parcels?.length ?? 1) > 1, ship === 'split');
      }
    });

    it('have time presets in the future, in the shop’s time zone', () => {
      const now = Date.parse('2026-11-23T09:00:00Z');
      const cutoff = findNextCutoff(shop, now);
      assert.ok(cutoff > now);
      const formatPreset = (id: string): string => {
        const preset = shop.timePresets.find((each) => each.id === id);
        const { date, time } = toLocalDateTime(
          shop.timeZone,
          preset?.resolveInstant(now, shop.timeZone, cutoff) ?? NaN,
        );
        return `${date} ${time}`;
      };
      assert.match(formatPreset('23-december'), /^2026-12-23 1\d:/);
      assert.match(formatPreset('31-december'), /^2026-12-31 /);
      assert.match(formatPreset('friday-evening'), /^2026-11-27 (19|20):/);
      assert.notEqual(formatPreset('before-cutoff'), formatPreset('after-cutoff'));
    });
  });
}
