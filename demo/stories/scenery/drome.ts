import type { Scenery } from '../scenery.ts';

const timeZone = 'Europe/Paris';

export const drome: Scenery = {
  carrier: 'Messageries de la Drôme',
  prefix: '6C 1402 77',
  hub: { name: 'Valence', timeZone },
  depot: { name: 'Agence 26', timeZone },
  point: {
    name: 'Relais Charonne',
    address: '94 rue de Charonne, 75011 Paris',
    hours: 'lun.–sam. 8 h – 20 h',
    timeZone,
  },
  abroad: {
    carrier: 'Messageries de la Drôme',
    from: { name: 'Valence', timeZone },
    border: { name: 'Genève', timeZone: 'Europe/Zurich' },
  },
  says: {
    slips: 'La pièce s’est fendue à la cuisson, nous la refaisons.',
    askedCarrier: 'Nous avons demandé au transporteur où il est.',
    payDuty: 'Payer les droits de douane',
    dutyDue: 'Le colis est à la douane et repart dès que les droits sont payés.',
    leftAt: 'Devant la porte, côté cour',
    looksForIt: 'Nous demandons au transporteur et vous répondons demain.',
    foundNextDoor: 'Il était dans l’immeuble voisin et arrive aujourd’hui.',
  },
};

export const dromeInEnglish: Scenery = {
  ...drome,
  says: {
    slips: 'The piece cracked in the kiln, we are making it again.',
    askedCarrier: 'We have asked the carrier where it is.',
    payDuty: 'Pay the customs duty',
    dutyDue: 'The parcel is at customs and goes on as soon as the duty is paid.',
    leftAt: 'At the door, courtyard side',
    looksForIt: 'We are asking the carrier and will answer tomorrow.',
    foundNextDoor: 'It was in the building next door and is brought today.',
  },
};
