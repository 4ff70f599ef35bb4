import type { Scenery } from '../scenery.ts';

const timeZone = 'Europe/Moscow';

export const moscow: Scenery = {
  carrier: 'Курьерская служба «Стрела»',
  prefix: 'RU 4471 20',
  hub: { name: 'Подольск', timeZone },
  depot: { name: 'Участок доставки № 12', timeZone },
  point: { name: 'Пункт «Университет»', address: 'Ломоносовский просп., 18', hours: 'ежедневно 9–21', timeZone },
  abroad: {
    carrier: 'Курьерская служба «Стрела»',
    from: { name: 'Гуанчжоу', timeZone: 'Asia/Shanghai' },
    border: { name: 'Внуково', timeZone },
  },
  says: {
    slips: 'Завод перенёс отгрузку партии.',
    askedCarrier: 'Мы спросили у службы доставки, где посылка.',
    payDuty: 'Оплатить таможенную пошлину',
    dutyDue: 'Посылка на таможне. Поедет дальше, как только пошлина будет оплачена.',
    leftAt: 'У консьержа',
    looksForIt: 'Мы спросим у службы доставки и ответим завтра.',
    foundNextDoor: 'Посылку оставили в соседнем доме, сегодня её привезут.',
  },
};

export const moscowInEnglish: Scenery = {
  ...moscow,
  says: {
    slips: 'The factory has put off the shipment.',
    askedCarrier: 'We have asked the carrier where it is.',
    payDuty: 'Pay the customs duty',
    dutyDue: 'The parcel is at customs and goes on as soon as the duty is paid.',
    leftAt: 'With the concierge',
    looksForIt: 'We are asking the carrier and will answer tomorrow.',
    foundNextDoor: 'It was left in the house next door and is brought today.',
  },
};
