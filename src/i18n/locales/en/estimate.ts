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
  /** Alone, and as `{parcels}`. */
  parcels: { one: '{count} parcel', other: '{count} parcels' },
  /**
   * `{first}` and `{last}` are "today", "tomorrow", one date as `on` has it, or a range. `together`: all arrive then.
   */
  parcelDates: {
    apart: '{parcels}, the first [{first}], the last [{last}]',
    together: '{parcels}: [{first}]',
    on: 'on {date}',
  },
  parcel: 'Parcel {number}',

  /** `{duration}` e.g. "2 hr 13 min", of `duration`. */
  orderWithin: 'Order within {duration}',
  duration: { hour: { other: '{count} hr' }, minute: { other: '{count} min' }, both: '{hours} {minutes}' },
  method: '{method}, {price}',
  free: 'free',
  /**
   * Below the headline. `{when}` e.g. "tomorrow", "Tue 24 November" or "today from 11:00 AM"; `{method}` and `{place}`
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
    'back-order': 'On back-order',
  },

  explanation: 'Why this date?',
  steps: {
    received: 'You order',
    cutoff: 'Order by',
    released: 'Available from',
    made: 'We make it',
    packed: 'We pack it',
    'handed-over': 'We ship it',
    'in-transit': 'On its way',
    delivered: 'Delivery',
    ready: 'Ready to collect',
  },

  /** `{place}` e.g. "10115 Germany". */
  destination: 'Delivery to {place}',
  askPostal: 'Enter your postcode to see the date',
  refinePostal: 'Enter your postcode for a more exact date',
  postal: 'Postcode',
  /** `{example}` is a postcode of the country. */
  postalIncomplete: 'Enter the whole postcode, for example {example}',
  country: 'Country',
  show: 'Show date',

  /** `{place}` as in `destination`; `unavailable` has the same without a place. */
  noServiceTo: 'We do not deliver to {place}',
  unavailable: {
    'no-service': 'We do not deliver to this destination',
    'needs-destination': 'Tell us where to deliver to see the date',
    'out-of-stock': 'Out of stock',
    unknown: 'The delivery date is not known yet',
  },
  loading: 'Looking up the delivery date',
};
