import { deliver, handOver, openLines, pack, scan, type Scene, type Story } from './story.ts';
import { addDays, ahead, dueDay, next } from './when.ts';
import type { Station } from './scenery.ts';
import { localParts } from '../zoned.ts';

const PARCEL = 'parcel-1';
const DAYS_KEPT = 7;

/** To a pickup point, a locker or a store: ready, kept until a day, opened with a code, collected. */
export const pickupPoint: Story = {
  id: 'pickup-point',
  title: 'A pickup point',
  fits: ({ method }) => method === 'pickup' || method === 'store',
  steps: [
    {
      label: 'It is packed',
      at: ahead(2, '15:40'),
      deeds: (scene) => pack(scene, PARCEL, openLines(scene.order), { place: placeOf(scene) }),
    },
    {
      label: 'It is under way to the point',
      at: next('18:05'),
      deeds: (scene) => (scene.order.method === 'store' ? undefined : handOver(scene, PARCEL, scene.scenery.hub)),
    },
    {
      label: 'It is ready, with a code',
      at: dueDay('10:20'),
      deeds: (scene) => {
        const place = placeOf(scene);
        const until = addDays(localParts(scene.timeZone, scene.now).date, DAYS_KEPT);
        const shipment = { place, pickup: { until, code: '4 7 1 1' } };
        return scan(scene, PARCEL, 'ready_for_pickup', { place, shipment });
      },
    },
    {
      label: 'It is collected',
      at: next('17:50'),
      deeds: (scene) => deliver(scene, PARCEL, 'pickup_point'),
    },
  ],
};

/** Where the order says it goes. */
function placeOf({ order, scenery, timeZone }: Scene): Station {
  const { name, address, hours } = order.place ?? {};
  if (name === undefined) return scenery.point;
  return { name, ...(address !== undefined && { address }), ...(hours !== undefined && { hours }), timeZone };
}
