import { happen, handOver, isBroughtHome, iso, openLines, pack, scan, type Story } from './story.ts';
import { ahead, dueDay, HOUR, next, promised } from './when.ts';
import { zonedInstant } from '../zoned.ts';

const PARCEL = 'parcel-1';

/** Nobody scans it any more: first it is quiet, then it is overdue, and then it turns out that it had come. */
export const forgetfulCourier: Story = {
  id: 'forgetful-courier',
  title: 'The courier forgets to tap',
  fits: isBroughtHome,
  steps: [
    { label: 'It is packed', at: ahead(2, '15:40'), then: (scene) => pack(scene, PARCEL, openLines(scene.order)) },
    { label: 'It leaves with the carrier', at: next('18:05'), then: (scene) => handOver(scene, PARCEL, scene.scenery.hub) },
    {
      label: 'It is on the van, a day early',
      at: ahead(1, '08:10'),
      then: (scene) => happen(scene, PARCEL, 'out_for_delivery', 'out_for_delivery', { place: scene.scenery.depot }),
    },
    {
      label: 'A day and a half without a scan',
      at: (scene) => Math.max(scene.now + 37 * HOUR, dueDay('21:30')(scene)),
      then: () => ({}),
    },
    {
      label: 'The promised day has passed; the shop asks the carrier',
      at: dueDay('09:00', 1),
      then: (scene) => ({
        events: [...scene.order.events, scan(scene, 'note', PARCEL, { text: scene.scenery.says.askedCarrier })],
      }),
    },
    {
      label: 'The courier remembers: it came on the promised day',
      at: next('12:15'),
      then: (scene) => {
        const tapped = zonedInstant(scene.timeZone, promised(scene).to, '18:40');
        const at = iso(Math.min(tapped, scene.now));
        return happen(scene, PARCEL, 'delivered', 'delivered', { at, shipment: { delivery: { kind: 'neighbour' } } });
      },
    },
  ],
};
