import { deliver, handOver, isBroughtHome, lookedAgain, openLines, pack, scan, type Story } from './story.ts';
import { ahead, dueDay, hours, next } from './when.ts';

const PARCEL = 'parcel-1';

/** Scanned as delivered, and not there. */
export const notThere: Story = {
  id: 'not-there',
  title: 'Delivered, and not there',
  fits: isBroughtHome,
  steps: [
    { label: 'It is packed', at: ahead(2, '15:40'), deeds: (scene) => pack(scene, PARCEL, openLines(scene.order)) },
    {
      label: 'It leaves with the carrier',
      at: next('18:05'),
      deeds: (scene) => handOver(scene, PARCEL, scene.scenery.hub),
    },
    {
      label: 'It is on the van',
      at: dueDay('08:10'),
      deeds: (scene) => scan(scene, PARCEL, 'out_for_delivery', { place: scene.scenery.depot }),
    },
    {
      label: 'It is scanned as delivered. Look for it, and report it below',
      at: dueDay('11:25'),
      deeds: (scene) => deliver(scene, PARCEL, 'safe_place', scene.scenery.says.leftAt),
    },
    { label: 'The day to wait for is over', at: dueDay('09:00', 2), deeds: lookedAgain },
    {
      label: 'The carrier finds it next door and takes the scan back',
      at: next('10:10'),
      deeds: (scene) => {
        const delivered = scene.order.events.findLast(({ kind }) => kind === 'delivered');
        const text = scene.scenery.says.foundNextDoor;
        const back = delivered && scan(scene, PARCEL, 'out_for_delivery', { text, retracts: delivered.id });
        return back && [{ settle: 'report-missing' }, ...back];
      },
    },
    {
      label: 'It is there',
      at: hours(2),
      deeds: (scene) => deliver(scene, PARCEL, 'recipient'),
    },
  ],
};
