import type { EstimateMessages } from '../../messages.ts';

/**
 * Ukrainian. «Від … до …» and «від …» take the genitive, singular where the number ends in 1 but not
 * in 11. Dates come with a nominative weekday, so sentences do not govern them. `other` serves `many` too.
 */
export default {
  language: 'uk',
  delivery: {
    today: 'Доставка [сьогодні, {date}]',
    tomorrow: 'Доставка [завтра, {date}]',
    todayOrTomorrow: 'Доставка [сьогодні або завтра, {date}]',
    on: 'Доставка: [{date}]',
    between: 'Доставка: [{date}]',
    from: 'Доставка [з {date}]',
    term: 'Термін доставки: [{term}]',
  },
  collection: {
    today: 'Можна забрати [сьогодні, {date}]',
    tomorrow: 'Можна забрати [завтра, {date}]',
    todayOrTomorrow: 'Можна забрати [сьогодні або завтра, {date}]',
    on: 'Можна забрати: [{date}]',
    between: 'Можна забрати: [{date}]',
    from: 'Можна забрати [з {date}]',
    term: 'Готовність до видачі: [{term}]',
  },
  ready: {
    today: 'Можна забрати [сьогодні з {time}]',
    tomorrow: 'Можна забрати [завтра, {date}, з {time}]',
    on: 'Можна забрати: [{date}, з {time}]',
  },
  term: {
    range: {
      day: { one: 'від {min} до {max} дня', other: 'від {min} до {max} днів' },
      businessDay: { one: 'від {min} до {max} робочого дня', other: 'від {min} до {max} робочих днів' },
      hour: { one: 'від {min} до {max} години', other: 'від {min} до {max} годин' },
    },
    exact: {
      day: { one: '{max} день', few: '{max} дні', other: '{max} днів' },
      businessDay: { one: '{max} робочий день', few: '{max} робочі дні', other: '{max} робочих днів' },
      hour: { one: '{max} година', few: '{max} години', other: '{max} годин' },
    },
    atLeast: {
      day: { one: 'від {min} дня', other: 'від {min} днів' },
      businessDay: { one: 'від {min} робочого дня', other: 'від {min} робочих днів' },
      hour: { one: 'від {min} години', other: 'від {min} годин' },
    },
  },
  parcels: { one: '{count} посилка', few: '{count} посилки', other: '{count} посилок' },
  parcelDates: {
    apart: '{parcels}: перша [{first}], остання [{last}]',
    together: '{parcels}: [{first}]',
    on: '{date}',
  },
  parcel: 'Посилка {number}',
  orderWithin: 'Замовте протягом {duration}',
  duration: { hour: { other: '{count} год' }, minute: { other: '{count} хв' }, both: '{hours} {minutes}' },
  method: '{method}, {price}',
  free: 'безкоштовно',
  alternatives: {
    delivery: 'або {when}: {method}',
    collection: 'або самовивіз {when}: {place}',
  },
  options: { one: '{count} варіант доставки', few: '{count} варіанти доставки', other: '{count} варіантів доставки' },
  availability: {
    'pre-order': 'Передзамовлення',
    'made-to-order': 'Виготовимо на замовлення',
    'back-order': 'Під замовлення',
  },
  explanation: 'Чому саме ця дата?',
  steps: {
    received: 'Оформлення замовлення',
    cutoff: 'Замовити до',
    released: 'У продажу з',
    made: 'Виготовлення',
    packed: 'Збирання замовлення',
    'handed-over': 'Передача в доставку',
    'in-transit': 'У дорозі',
    delivered: 'Доставка',
    ready: 'Готовність до видачі',
  },
  destination: 'Куди доставити: {place}',
  askPostal: 'Вкажіть індекс, щоб побачити дату доставки',
  refinePostal: 'Вкажіть індекс, щоб дізнатися дату точніше',
  postal: 'Поштовий індекс',
  postalIncomplete: 'Вкажіть індекс повністю, наприклад {example}',
  country: 'Країна',
  show: 'Показати дату',
  noServiceTo: 'Доставка недоступна: {place}',
  unavailable: {
    'no-service': 'Доставка в це місце недоступна',
    'needs-destination': 'Вкажіть, куди доставити, щоб побачити дату',
    'out-of-stock': 'Немає в наявності',
    unknown: 'Дата доставки поки невідома',
  },
  loading: 'Уточнюємо дату доставки',
} satisfies EstimateMessages;
