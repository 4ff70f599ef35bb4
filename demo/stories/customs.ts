import { localParts } from '../zoned.ts';
import { deliver, happen, handOver, isBroughtHome, iso, openLines, pack, type Story } from './story.ts';
import { addDays, ahead, dueDay, hours, next } from './when.ts';

const PARCEL = 'parcel-1';
const DAYS_TO_PAY = 6;

/** Held at the border until the customer has paid. */
export const customs: Story = {
  id: 'customs',
  title: 'Held at customs',
  fits: isBroughtHome,
  steps: [
    {
      label: 'It is packed',
      at: next('15:40'),
      change: (scene) => {
        const carrier = { name: scene.scenery.abroad.carrier };
        return pack(scene, PARCEL, openLines(scene.order), { carrier });
      },
    },
    {
      label: 'It leaves with the carrier',
      at: next('18:05'),
      change: (scene) => handOver(scene, PARCEL, scene.scenery.abroad.from),
    },
    {
      label: 'It is in the country',
      at: ahead(2, '06:30'),
      change: (scene) =>
        happen(scene, PARCEL, 'arrived_in_destination_country', 'in_transit', { place: scene.scenery.abroad.border }),
    },
    {
      label: 'Customs holds it: duty to pay, by a day',
      at: hours(3),
      change: (scene) => {
        const { scenery, now, timeZone, order } = scene;
        const until = addDays(localParts(timeZone, now).date, DAYS_TO_PAY);
        const amount = { amount: order.currency === 'RUB' ? 214000 : 1460, currency: order.currency ?? 'EUR' };
        const { payDuty: what, dutyDue: text } = scenery.says;
        const actionRequired = { by: 'recipient', what, until, amount, url: 'https://customs.example/pay' };
        const hold = { kind: 'customs_hold', reason: 'duty_unpaid', text, since: iso(now), actionRequired };
        return happen(scene, PARCEL, 'import_customs', 'in_transit', {
          place: scenery.abroad.border,
          shipment: { exceptions: [hold] },
        });
      },
    },
    {
      label: 'The duty is paid, customs lets it go',
      at: next('14:20'),
      change: (scene) => {
        const { order, now, scenery } = scene;
        const exceptions = (order.shipments[0]?.exceptions ?? []).map((each) => ({ ...each, resolvedAt: iso(now) }));
        const place = scenery.abroad.border;
        return happen(scene, PARCEL, 'customs_cleared', 'in_transit', { place, shipment: { exceptions } });
      },
    },
    {
      label: 'It is delivered',
      at: dueDay('13:05'),
      change: (scene) => deliver(scene, PARCEL, 'recipient'),
    },
  ],
};
