import type { EstimateMessages } from '../../messages.ts';

/**
 * Polish. "Od … do …" and "od …" take the genitive: singular for 1, plural for every other number.
 * `other` serves `many` too, and `few` where it is the same.
 */
export default {
  language: 'pl',
  delivery: {
    today: 'Dostawa [dziś, {date}]',
    tomorrow: 'Dostawa [jutro, {date}]',
    todayOrTomorrow: 'Dostawa [dziś lub jutro, {date}]',
    on: 'Dostawa: [{date}]',
    between: 'Dostawa: [{date}]',
    from: 'Dostawa [od {date}]',
    term: 'Czas dostawy: [{term}]',
  },
  collection: {
    today: 'Odbiór [dziś, {date}]',
    tomorrow: 'Odbiór [jutro, {date}]',
    todayOrTomorrow: 'Odbiór [dziś lub jutro, {date}]',
    on: 'Odbiór: [{date}]',
    between: 'Odbiór: [{date}]',
    from: 'Odbiór [od {date}]',
    term: 'Czas do odbioru: [{term}]',
  },
  ready: {
    today: 'Odbiór w sklepie [dziś od {time}]',
    tomorrow: 'Odbiór w sklepie [jutro, {date}, od {time}]',
    on: 'Odbiór w sklepie: [{date}, od {time}]',
  },
  term: {
    range: {
      day: { one: 'od {min} do {max} dnia', other: 'od {min} do {max} dni' },
      businessDay: { one: 'od {min} do {max} dnia roboczego', other: 'od {min} do {max} dni roboczych' },
      hour: { one: 'od {min} do {max} godziny', other: 'od {min} do {max} godzin' },
    },
    exact: {
      day: { one: '{max} dzień', other: '{max} dni' },
      businessDay: { one: '{max} dzień roboczy', few: '{max} dni robocze', other: '{max} dni roboczych' },
      hour: { one: '{max} godzina', few: '{max} godziny', other: '{max} godzin' },
    },
    atLeast: {
      day: { one: 'od {min} dnia', other: 'od {min} dni' },
      businessDay: { one: 'od {min} dnia roboczego', other: 'od {min} dni roboczych' },
      hour: { one: 'od {min} godziny', other: 'od {min} godzin' },
    },
  },
  parcels: { one: '{count} paczka: [{list}]', few: '{count} paczki: [{list}]', other: '{count} paczek: [{list}]' },
  parcel: 'Paczka {number}',
  orderWithin: 'Zamów w ciągu {duration}',
  method: '{method}, {price}',
  free: 'za darmo',
  alternatives: {
    delivery: 'lub {when}: {method}',
    collection: 'lub odbiór {when}: {place}',
  },
  options: { one: '{count} opcja dostawy', few: '{count} opcje dostawy', other: '{count} opcji dostawy' },
  availability: {
    'pre-order': 'Przedsprzedaż',
    'made-to-order': 'Wykonujemy na zamówienie',
    'back-order': 'Sprowadzamy na zamówienie',
  },
  explanation: 'Skąd ta data?',
  steps: {
    received: 'Przyjęcie zamówienia',
    cutoff: 'Zamów do',
    released: 'Dostępne od',
    made: 'Wykonanie',
    packed: 'Pakowanie',
    'handed-over': 'Przekazanie przewoźnikowi',
    'in-transit': 'W drodze',
    delivered: 'Dostawa',
    ready: 'Gotowe do odbioru',
  },
  destination: 'Miejsce dostawy: {place}',
  askPostal: 'Podaj kod pocztowy, aby zobaczyć datę dostawy',
  refinePostal: 'Podaj kod pocztowy, aby zobaczyć dokładniejszą datę',
  postal: 'Kod pocztowy',
  postalIncomplete: 'Podaj cały kod pocztowy',
  country: 'Kraj',
  show: 'Pokaż datę',
  unavailable: {
    'no-service': 'Nie możemy tego dostarczyć pod ten adres',
    'needs-destination': 'Podaj miejsce dostawy, aby zobaczyć datę',
    'out-of-stock': 'Produkt niedostępny',
    unknown: 'Data dostawy nie jest jeszcze znana',
  },
  loading: 'Sprawdzamy datę dostawy',
} satisfies EstimateMessages;
