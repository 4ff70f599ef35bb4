import { deliver, handOver, isBroughtHome, iso, openLines, pack, scan } from './story.ts';
import type { Deed, Line, Scene, Story } from './story.ts';
import { addDays, ahead, dueDay, next, promised } from './when.ts';

const PARCEL = 'parcel-1';
const WEEKS = 3;

/** Two items: one ships, the other slips by weeks, and the shop says so at once. */
export const twoItems: Story = {
  id: 'two-items',
  title: 'Two items, one slips by weeks',
  fits: (order) => order.lineItems.length > 1 && isBroughtHome(order),
  steps: [
    {
      label: 'The first item is packed',
      at: ahead(2, '15:40'),
      deeds: (scene) => pack(scene, PARCEL, openLines(scene.order).slice(0, 1)),
    },
    {
      label: 'It leaves with the carrier',
      at: next('18:05'),
      deeds: (scene) => handOver(scene, PARCEL, scene.scenery.hub),
    },
    { label: 'The other slips by weeks, and the shop says why', at: next('09:30'), deeds: slip },
    {
      label: 'The first item is on the van',
      at: dueDay('08:10'),
      deeds: (scene) => scan(scene, PARCEL, 'out_for_delivery', { place: scene.scenery.depot }),
    },
    {
      label: 'It is delivered',
      at: dueDay('11:25'),
      deeds: (scene) => deliver(scene, PARCEL, 'recipient'),
    },
  ],
};

/** Said before the promised day has passed, with a way out. */
function slip(scene: Scene): Deed[] | undefined {
  const { order, now, scenery } = scene;
  const late = unsent(scene);
  if (late.length === 0) return undefined;
  const { from, to } = promised(scene);
  const lineItems = late.map(({ id, quantity }) => ({ id, quantity: quantity?.total ?? 1 }));
  const at = iso(now);
  const id = `later ${order.version}`;
  const reason = { code: 'supplier', text: scenery.says.slips };
  const window = { from: addDays(from, WEEKS * 7), to: addDays(to, WEEKS * 7 + 2) };
  const promises = [...order.promises, { id, window, madeAt: at, source: 'shop', reason, lineItems }];
  const events = [...order.events, { id, kind: 'promise_changed', at, text: scenery.says.slips }];
  // A scan tells of a parcel, and these lines are in none yet.
  return [{ fields: { promises, events } }];
}

function unsent({ order }: Scene): Line[] {
  const packed = new Set(order.shipments.flatMap(({ lineItems }) => (lineItems ?? []).map(({ id }) => id)));
  return openLines(order).filter(({ id }) => !packed.has(id));
}
