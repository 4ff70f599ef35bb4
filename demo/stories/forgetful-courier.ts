import { handOver, isBroughtHome, iso, lookedAgain, openLines, pack, scan, type Story } from './story.ts';
import { ahead, dueDay, next, promised } from './when.ts';
import { zonedInstant } from '../zoned.ts';

const PARCEL = 'parcel-1';

/** Nobody scans it any more: first it is quiet, then it is overdue, and then it turns out that it had come. */
export const forgetfulCourier: Story = {
  id: 'forgetful-courier',
  title: 'The courier forgets to tap',
  fits: isBroughtHome,
  steps: [
    { label: 'It is packed', at: ahead(2, '15:40'), deeds: (scene) => pack(scene, PARCEL, openLines(scene.order)) },
    {
      label: 'It leaves with the carrier',
      at: next('18:05'),
      deeds: (scene) => handOver(scene, PARCEL, scene.scenery.hub),
    },
    {
      label: 'It is on the van, a day early',
      at: ahead(1, '08:10'),
      deeds: (scene) => scan(scene, PARCEL, 'out_for_delivery', { place: scene.scenery.depot }),
    },
    {
      label: 'The evening of the promised day, and no scan since',
      at: dueDay('21:45'),
      deeds: lookedAgain,
    },
    {
      label: 'The promised day has passed; the shop asks the carrier',
      at: dueDay('09:00', 1),
      deeds: (scene) => scan(scene, PARCEL, 'note', { text: scene.scenery.says.askedCarrier }),
    },
    {
      label: 'The courier remembers: it came on the promised day',
      at: next('12:15'),
      deeds: (scene) => {
        const tapped = zonedInstant(scene.timeZone, promised(scene).to, '18:40');
        const at = iso(Math.min(tapped, scene.now));
        return scan(scene, PARCEL, 'delivered', { at, shipment: { delivery: { kind: 'neighbour' } } });
      },
    },
  ],
};
