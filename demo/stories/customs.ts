import { localParts } from '../zoned.ts';
import { happen, handOver, isBroughtHome, iso, openLines, pack, type Story } from './story.ts';
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
      then: (scene) => pack(scene, PARCEL, openLines(scene.order), { carrier: { name: scene.scenery.abroad.carrier } }),
    },
    { label: 'It leaves with the carrier', at: next('18:05'), then: (scene) => handOver(scene, PARCEL, scene.scenery.abroad.from) },
    {
      label: 'It is in the country',
      at: ahead(2, '06:30'),
      then: (scene) =>
        happen(scene, PARCEL, 'arrived_in_destination_country', 'in_transit', { place: scene.scenery.abroad.border }),
    },
    {
      label: 'Customs holds it: duty to pay, by a day',
      at: hours(3),
      then: (scene) => {
        const { scenery, now, timeZone, order } = scene;
        const until = addDays(localParts(timeZone, now).date, DAYS_TO_PAY);
        const amount = { amount: order.currency === 'RUB' ? 214000 : 1460, currency: order.currency ?? 'EUR' };
        const required = { by: 'recipient', what: scenery.says.payDuty, until, amount, url: 'https://customs.example/pay' };
        const hold = { kind: 'customs_hold', reason: 'duty_unpaid', text: scenery.says.dutyDue, since: iso(now), actionRequired: required };
        return happen(scene, PARCEL, 'import_customs', 'in_transit', {
          place: scenery.abroad.border,
          shipment: { exceptions: [hold] },
        });
      },
    },
    {
      label: 'The duty is paid, customs lets it go',
      at: next('14:20'),
      then: (scene) => {
        const { order, now, scenery } = scene;
        const exceptions = (order.shipments[0]?.exceptions ?? []).map((each) => ({ ...each, resolvedAt: iso(now) }));
        return happen(scene, PARCEL, 'customs_cleared', 'in_transit', { place: scenery.abroad.border, shipment: { exceptions } });
      },
    },
    {
      label: 'It is delivered',
      at: dueDay('13:05'),
      then: (scene) => happen(scene, PARCEL, 'delivered', 'delivered', { shipment: { delivery: { kind: 'recipient' } } }),
    },
  ],
};
