import { localParts } from '../zoned.ts';
import { deliver, handOver, isBroughtHome, openLines, pack, scan, type Story } from './story.ts';
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
      deeds: (scene) => {
        const carrier = { name: scene.scenery.abroad.carrier };
        return pack(scene, PARCEL, openLines(scene.order), { carrier });
      },
    },
    {
      label: 'It leaves with the carrier',
      at: next('18:05'),
      deeds: (scene) => handOver(scene, PARCEL, scene.scenery.abroad.from),
    },
    {
      label: 'It is in the country',
      at: ahead(2, '06:30'),
      deeds: (scene) =>
        scan(scene, PARCEL, 'arrived_in_destination_country', { place: scene.scenery.abroad.border }),
    },
    {
      label: 'Customs holds it: duty to pay, by a day',
      at: hours(3),
      deeds: (scene) => {
        const { scenery, now, timeZone, order } = scene;
        const until = addDays(localParts(timeZone, now).date, DAYS_TO_PAY);
        const amount = { amount: order.currency === 'RUB' ? 214000 : 1460, currency: order.currency ?? 'EUR' };
        const { payDuty: what, dutyDue: text } = scenery.says;
        const actionRequired = { by: 'recipient', what, until, amount, url: 'https://customs.example/pay' };
        return scan(scene, PARCEL, 'import_customs', {
          place: scenery.abroad.border,
          exception: { kind: 'customs_hold', text, actionRequired },
          reason: { code: 'duty_unpaid' },
        });
      },
    },
    {
      label: 'The duty is paid, customs lets it go',
      at: next('14:20'),
      deeds: (scene) => scan(scene, PARCEL, 'customs_cleared', { place: scene.scenery.abroad.border }),
    },
    {
      label: 'It is delivered',
      at: dueDay('13:05'),
      deeds: (scene) => deliver(scene, PARCEL, 'recipient'),
    },
  ],
};
