/** Sentences of arrival, which the order status uses too. */
export const arrivals = {
  /** `{date}` is one date or a range, with weekday and month. */
  delivery: {
    today: 'Arrives [today, {date}]',
    tomorrow: 'Arrives [tomorrow, {date}]',
    todayOrTomorrow: 'Arrives [today or tomorrow, {date}]',
    on: 'Arrives [{date}]',
    between: 'Arrives [{date}]',
    from: 'Arrives [from {date}]',
    term: 'Delivery takes [{term}]',
  },
  /** At a pickup point or locker, or in a store without a time of day. */
  collection: {
    today: 'Ready for pickup [today, {date}]',
    tomorrow: 'Ready for pickup [tomorrow, {date}]',
    todayOrTomorrow: 'Ready for pickup [today or tomorrow, {date}]',
    on: 'Ready for pickup [{date}]',
    between: 'Ready for pickup [{date}]',
    from: 'Ready for pickup [from {date}]',
    term: 'Ready for pickup: [{term}]',
  },
};

/** English: built in, the source text of every other pack. See messages.ts for `{}` and `[]`. */
export default {
  language: 'en',

  ...arrivals,
  /** In a store, with a time of day. */
  ready: {
    today: 'Ready to collect [today from {time}]',
    tomorrow: 'Ready to collect [tomorrow, {date}, from {time}]',
    on: 'Ready to collect [{date}, from {time}]',
  },
  /** A term instead of a date: alone, or as `{term}`. `{max}`, else `{min}`, selects the plural form. */
  term: {
    range: {
      day: { other: 'from {min} to {max} days' },
      businessDay: { other: 'from {min} to {max} working days' },
      hour: { other: 'from {min} to {max} hours' },
    },
    exact: {
      day: { one: '{max} day', other: '{max} days' },
      businessDay: { one: '{max} working day', other: '{max} working days' },
      hour: { one: '{max} hour', other: '{max} hours' },
    },
    atLeast: {
      day: { one: '{min} day or more', other: '{min} days or more' },
      businessDay: { one: '{min} working day or more', other: '{min} working days or more' },
      hour: { one: '{min} hour or more', other: '{min} hours or more' },
    },
  },
  /** `{list}` joins the dates of the parcels, e.g. "Tue 24 November and 9–12 May". */
  parcels: { one: '{count} parcel: [{list}]', other: '{count} parcels: [{list}]' },
  parcel: 'Parcel {number}',

  /** `{duration}` e.g. "2 hr 13 min". */
  orderWithin: 'Order within {duration}',
  method: '{method}, {price}',
  free: 'free',
  /**
   * Below the headline. `{when}` e.g. "tomorrow", "Tue, November 24" or "today from 11:00 AM"; `{method}` and `{place}`
   * have the price: "Express, €9.90".
   */
  alternatives: {
    delivery: 'or {when} with {method}',
    collection: 'or collect {when}, {place}',
  },
  options: { one: '{count} delivery option', other: '{count} delivery options' },
  availability: {
    'pre-order': 'Pre-order',
    'made-to-order': 'Made to order',
    'back-order': 'Reordered for you',
  },

  explanation: 'Why this date?',
  steps: {
    received: 'Order received',
    cutoff: 'Order by',
    released: 'Available from',
    made: 'Making it',
    packed: 'Packed',
    'handed-over': 'Handed to the carrier',
    'in-transit': 'On its way',
    delivered: 'Delivered',
    ready: 'Ready to collect',
  },

  /** `{place}` e.g. "10115 Germany". */
  destination: 'Delivery to {place}',
  askPostal: 'Enter your postcode to see the date',
  refinePostal: 'Enter your postcode for a closer date',
  postal: 'Postcode',
  postalIncomplete: 'Enter the whole postcode',
  country: 'Country',
  show: 'Show date',

  unavailable: {
    'no-service': 'We cannot deliver this to this address',
    'needs-destination': 'Tell us where to deliver to see the date',
    'out-of-stock': 'Out of stock',
    unknown: 'The delivery date is not known yet',
  },
  loading: 'Looking up the delivery date',
};
