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
    today: 'Do odbioru [dziś, {date}]',
    tomorrow: 'Do odbioru [jutro, {date}]',
    todayOrTomorrow: 'Do odbioru [dziś lub jutro, {date}]',
    on: 'Do odbioru: [{date}]',
    between: 'Do odbioru: [{date}]',
    from: 'Do odbioru [od {date}]',
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
  parcels: { one: '{count} paczka', few: '{count} paczki', other: '{count} paczek' },
  parcelDates: {
    apart: '{parcels}: pierwsza [{first}], ostatnia [{last}]',
    together: '{parcels}: [{first}]',
    on: '{date}',
  },
  parcel: 'Paczka {number}',
  orderWithin: 'Zamów w ciągu {duration}',
  duration: { hour: { other: '{count} godz.' }, minute: { other: '{count} min' }, both: '{hours} {minutes}' },
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
    'back-order': 'Dostępne na zamówienie',
  },
  explanation: 'Skąd ta data?',
  steps: {
    received: 'Twoje zamówienie',
    cutoff: 'Zamów do',
    released: 'Dostępne od',
    made: 'Wykonanie',
    packed: 'Pakowanie',
    'handed-over': 'Nadanie przesyłki',
    'in-transit': 'W drodze',
    delivered: 'Dostawa',
    ready: 'Gotowe do odbioru',
  },
  destination: 'Miejsce dostawy: {place}',
  askPostal: 'Podaj kod pocztowy, aby zobaczyć datę dostawy',
  refinePostal: 'Podaj kod pocztowy, aby zobaczyć dokładniejszą datę',
  postal: 'Kod pocztowy',
  postalIncomplete: 'Podaj cały kod pocztowy, na przykład {example}',
  country: 'Kraj',
  show: 'Pokaż datę',
  noServiceTo: 'Dostawa niedostępna: {place}',
  unavailable: {
    'no-service': 'Nie dostarczamy do tego miejsca',
    'needs-destination': 'Podaj miejsce dostawy, aby zobaczyć datę',
    'out-of-stock': 'Produkt niedostępny',
    unknown: 'Data dostawy nie jest jeszcze znana',
  },
  loading: 'Sprawdzamy datę dostawy',
} satisfies EstimateMessages;
