import type { Scenery } from '../scenery.ts';

const timeZone = 'Europe/Berlin';
const abroad = { carrier: 'Paketdienst Nord', from: { name: 'Berlin', timeZone } };

export const berlin: Scenery = {
  carrier: 'Paketdienst Nord',
  prefix: '0034 0434 1610 94',
  hub: { name: 'Großbeeren', timeZone },
  depot: { name: 'Zustellbasis 7', timeZone },
  point: { name: 'Kiosk am Südstern', address: 'Südstern 4, 10961 Berlin', hours: 'Mo–Sa 7–21 Uhr', timeZone },
  abroad: { ...abroad, border: { name: 'Zürich-Mülligen', timeZone: 'Europe/Zurich' } },
  says: {
    slips: 'Der Verlag druckt nach und liefert später.',
    askedCarrier: 'Wir haben beim Paketdienst nachgefragt.',
    payDuty: 'Einfuhrabgaben bezahlen',
    dutyDue: 'Das Paket liegt beim Zoll und geht weiter, sobald die Abgaben bezahlt sind.',
    leftAt: 'Im Hausflur, unter der Treppe',
    looksForIt: 'Wir fragen beim Paketdienst nach und melden uns morgen.',
    foundNextDoor: 'Es lag im Nebenhaus und wird heute gebracht.',
  },
};

export const berlinInEnglish: Scenery = {
  ...berlin,
  says: {
    slips: 'The publisher is reprinting it and delivers later.',
    askedCarrier: 'We have asked the carrier.',
    payDuty: 'Pay the import duty',
    dutyDue: 'The parcel is at customs and goes on as soon as the duty is paid.',
    leftAt: 'In the hallway, under the stairs',
    looksForIt: 'We are asking the carrier and will write to you tomorrow.',
    foundNextDoor: 'It was in the house next door and is brought today.',
  },
};
