import type { EstimateMessages } from '../../messages.ts';

/**
 * Russian. «От … до …» and «от …» take the genitive, singular where the number ends in 1 but not in
 * 11. Dates come with a nominative weekday, so sentences do not govern them. `other` serves `many` too.
 */
export default {
  language: 'ru',
  delivery: {
    today: 'Доставка [сегодня, {date}]',
    tomorrow: 'Доставка [завтра, {date}]',
    todayOrTomorrow: 'Доставка [сегодня или завтра, {date}]',
    on: 'Доставка: [{date}]',
    between: 'Доставка: [{date}]',
    from: 'Доставка [не раньше {date}]',
    term: 'Срок доставки: [{term}]',
  },
  collection: {
    today: 'Самовывоз [сегодня, {date}]',
    tomorrow: 'Самовывоз [завтра, {date}]',
    todayOrTomorrow: 'Самовывоз [сегодня или завтра, {date}]',
    on: 'Самовывоз: [{date}]',
    between: 'Самовывоз: [{date}]',
    from: 'Самовывоз [не раньше {date}]',
    term: 'Самовывоз: [{term}]',
  },
  ready: {
    today: 'Можно забрать [сегодня с {time}]',
    tomorrow: 'Можно забрать [завтра, {date}, с {time}]',
    on: 'Можно забрать: [{date}, с {time}]',
  },
  term: {
    range: {
      day: { one: 'от {min} до {max} дня', other: 'от {min} до {max} дней' },
      businessDay: { one: 'от {min} до {max} рабочего дня', other: 'от {min} до {max} рабочих дней' },
      hour: { one: 'от {min} до {max} часа', other: 'от {min} до {max} часов' },
    },
    exact: {
      day: { one: '{max} день', few: '{max} дня', other: '{max} дней' },
      businessDay: { one: '{max} рабочий день', few: '{max} рабочих дня', other: '{max} рабочих дней' },
      hour: { one: '{max} час', few: '{max} часа', other: '{max} часов' },
    },
    atLeast: {
      day: { one: 'от {min} дня', other: 'от {min} дней' },
      businessDay: { one: 'от {min} рабочего дня', other: 'от {min} рабочих дней' },
      hour: { one: 'от {min} часа', other: 'от {min} часов' },
    },
  },
  parcels: { one: '{count} посылка: [{list}]', few: '{count} посылки: [{list}]', other: '{count} посылок: [{list}]' },
  parcel: 'Посылка {number}',
  orderWithin: 'Закажите в течение {duration}',
  method: '{method}, {price}',
  free: 'бесплатно',
  alternatives: {
    delivery: 'или {when}: {method}',
    collection: 'или самовывоз {when}: {place}',
  },
  options: { one: '{count} вариант доставки', few: '{count} варианта доставки', other: '{count} вариантов доставки' },
  availability: {
    'pre-order': 'Предзаказ',
    'made-to-order': 'Изготовим на заказ',
    'back-order': 'Привезём под заказ',
  },
  explanation: 'Почему именно эта дата?',
  steps: {
    received: 'Оформление заказа',
    cutoff: 'Заказать до',
    released: 'Поступление в продажу',
    made: 'Изготовление',
    packed: 'Упаковка',
    'handed-over': 'Передача в доставку',
    'in-transit': 'В пути',
    delivered: 'Доставка',
    ready: 'Готовность к выдаче',
  },
  destination: 'Куда доставить: {place}',
  askPostal: 'Укажите индекс, чтобы увидеть дату доставки',
  refinePostal: 'Укажите индекс, чтобы узнать дату точнее',
  postal: 'Почтовый индекс',
  postalIncomplete: 'Укажите индекс полностью',
  country: 'Страна',
  show: 'Показать дату',
  unavailable: {
    'no-service': 'Мы не можем доставить это по этому адресу',
    'needs-destination': 'Укажите, куда доставить, чтобы увидеть дату',
    'out-of-stock': 'Нет в наличии',
    unknown: 'Дата доставки пока неизвестна',
  },
  loading: 'Уточняем дату доставки',
} satisfies EstimateMessages;
