import { deliver, happen, handOver, isBroughtHome, iso, openLines, pack, type Story } from './story.ts';
import { ahead, dueDay, hours, next } from './when.ts';

const PARCEL = 'parcel-1';

/** Scanned as delivered, and not there. */
export const notThere: Story = {
  id: 'not-there',
  title: 'Delivered, and not there',
  fits: isBroughtHome,
  steps: [
    { label: 'It is packed', at: ahead(2, '15:40'), change: (scene) => pack(scene, PARCEL, openLines(scene.order)) },
    {
      label: 'It leaves with the carrier',
      at: next('18:05'),
      change: (scene) => handOver(scene, PARCEL, scene.scenery.hub),
    },
    {
      label: 'It is on the van',
      at: dueDay('08:10'),
      change: (scene) => happen(scene, PARCEL, 'out_for_delivery', 'out_for_delivery', { place: scene.scenery.depot }),
    },
    {
      label: 'It is scanned as delivered. Look for it, and report it below',
      at: dueDay('11:25'),
      change: (scene) => {
        const { order, scenery } = scene;
        const delivered = deliver(scene, PARCEL, 'safe_place', scenery.says.leftAt);
        return delivered && { ...delivered, actions: [...order.actions, { type: 'report-missing', mode: 'request' }] };
      },
    },
    { label: 'The day to wait for is over', at: (scene) => dueDay('09:00', 2)(scene), change: () => ({}) },
    {
      label: 'The carrier finds it next door and takes the scan back',
      at: next('10:10'),
      change: (scene) => {
        const delivered = scene.order.events.findLast(({ kind }) => kind === 'delivered');
        const [parcel] = scene.order.shipments;
        if (!parcel || !delivered) return undefined;
        const { delivery: _delivery, ...rest } = parcel;
        const text = scene.scenery.says.foundNextDoor;
        const back = happen(scene, PARCEL, 'out_for_delivery', 'out_for_delivery', { text, retracts: delivered.id });
        return back && {
          ...back,
          shipments: [{ ...rest, status: 'out_for_delivery', statusAt: iso(scene.now), exceptions: [] }],
          actions: scene.order.actions.filter(({ type }) => type !== 'report-missing'),
        };
      },
    },
    {
      label: 'It is there',
      at: hours(2),
      change: (scene) => deliver(scene, PARCEL, 'recipient'),
    },
  ],
};
