import type { EstimateMessages } from '../../messages.ts';

/**
 * Hebrew. A date begins with a weekday, so that ב and מ join it. One is a word after its noun, two
 * days and two hours are words of their own; elsewhere `other` serves `two` too.
 */
export default {
  language: 'he',
  delivery: {
    today: 'אספקה [היום ({date})]',
    tomorrow: 'אספקה [מחר ({date})]',
    todayOrTomorrow: 'אספקה [היום או מחר ({date})]',
    on: 'אספקה [ב{date}]',
    between: 'אספקה: [{date}]',
    from: 'אספקה [החל מ{date}]',
    term: 'זמן אספקה: [{term}]',
  },
  collection: {
    today: 'מוכן לאיסוף [היום ({date})]',
    tomorrow: 'מוכן לאיסוף [מחר ({date})]',
    todayOrTomorrow: 'מוכן לאיסוף [היום או מחר ({date})]',
    on: 'מוכן לאיסוף [ב{date}]',
    between: 'מוכן לאיסוף: [{date}]',
    from: 'מוכן לאיסוף [החל מ{date}]',
    term: 'מוכן לאיסוף בעוד [{term}]',
  },
  ready: {
    today: 'איסוף מהחנות [היום מהשעה {time}]',
    tomorrow: 'איסוף מהחנות [מחר ({date}) מהשעה {time}]',
    on: 'איסוף מהחנות [ב{date}, מהשעה {time}]',
  },
  term: {
    range: {
      day: { one: '{min} עד {max} יום', other: '{min} עד {max} ימים' },
      businessDay: { one: '{min} עד {max} יום עסקים', other: '{min} עד {max} ימי עסקים' },
      hour: { one: '{min} עד {max} שעה', other: '{min} עד {max} שעות' },
    },
    exact: {
      day: { one: 'יום אחד', two: 'יומיים', other: '{max} ימים' },
      businessDay: { one: 'יום עסקים אחד', other: '{max} ימי עסקים' },
      hour: { one: 'שעה אחת', two: 'שעתיים', other: '{max} שעות' },
    },
    atLeast: {
      day: { one: 'לפחות יום אחד', two: 'לפחות יומיים', other: 'לפחות {min} ימים' },
      businessDay: { one: 'לפחות יום עסקים אחד', other: 'לפחות {min} ימי עסקים' },
      hour: { one: 'לפחות שעה אחת', two: 'לפחות שעתיים', other: 'לפחות {min} שעות' },
    },
  },
  parcels: { one: 'חבילה אחת', other: '{count} חבילות' },
  parcelDates: {
    apart: '{parcels}, הראשונה [{first}], האחרונה [{last}]',
    together: '{parcels}: [{first}]',
    on: 'ב{date}',
  },
  parcel: 'חבילה {number}',
  orderWithin: 'הזמינו תוך {duration}',
  duration: {
    hour: { one: 'שעה', two: 'שעתיים', other: '{count} שעות' },
    minute: { other: '{count} דק׳' },
    both: '{hours} ו־{minutes}',
  },
  method: '{method}, {price}',
  free: 'חינם',
  alternatives: {
    delivery: 'או {when} עם {method}',
    collection: 'או איסוף {when}, {place}',
  },
  options: { one: 'אפשרות משלוח אחת', other: '{count} אפשרויות משלוח' },
  availability: {
    'pre-order': 'הזמנה מוקדמת',
    'made-to-order': 'מיוצר לפי הזמנה',
    'back-order': 'מוזמן מהספק',
  },
  explanation: 'למה דווקא התאריך הזה?',
  steps: {
    received: 'ביצוע ההזמנה',
    cutoff: 'מועד אחרון להזמנה',
    released: 'תחילת הזמינות',
    made: 'ייצור',
    packed: 'אריזה',
    'handed-over': 'שליחת ההזמנה',
    'in-transit': 'בדרך',
    delivered: 'אספקה',
    ready: 'מוכן לאיסוף',
  },
  destination: 'יעד המשלוח: {place}',
  askPostal: 'הזינו מיקוד כדי לראות את מועד האספקה',
  refinePostal: 'הזינו מיקוד כדי לקבל מועד מדויק יותר',
  postal: 'מיקוד',
  postalIncomplete: 'הזינו את המיקוד המלא, לדוגמה {example}',
  country: 'מדינה',
  show: 'הצגת המועד',
  noServiceTo: 'אין משלוחים ליעד: {place}',
  unavailable: {
    'no-service': 'אין משלוחים ליעד הזה',
    'needs-destination': 'ציינו לאן לשלוח כדי לראות את המועד',
    'out-of-stock': 'אזל מהמלאי',
    unknown: 'מועד האספקה עדיין לא ידוע',
  },
  loading: 'בודקים את מועד האספקה',
} satisfies EstimateMessages;
