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
    from: 'Доставка [с {date}]',
    term: 'Срок доставки: [{term}]',
  },
  collection: {
    today: 'Можно забрать [сегодня, {date}]',
    tomorrow: 'Можно забрать [завтра, {date}]',
    todayOrTomorrow: 'Можно забрать [сегодня или завтра, {date}]',
    on: 'Можно забрать: [{date}]',
    between: 'Можно забрать: [{date}]',
    from: 'Можно забрать [с {date}]',
    term: 'Готовность к выдаче: [{term}]',
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
  parcels: { one: '{count} посылка', few: '{count} посылки', other: '{count} посылок' },
  parcelDates: {
    apart: '{parcels}: первая [{first}], последняя [{last}]',
    together: '{parcels}: [{first}]',
    on: '{date}',
  },
  parcel: 'Посылка {number}',
  orderWithin: 'Закажите в течение {duration}',
  duration: { hour: { other: '{count} ч' }, minute: { other: '{count} мин' }, both: '{hours} {minutes}' },
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
    'back-order': 'Под заказ',
  },
  explanation: 'Почему именно эта дата?',
  steps: {
    received: 'Оформление заказа',
    cutoff: 'Заказать до',
    released: 'В продаже с',
    made: 'Изготовление',
    packed: 'Сборка заказа',
    'handed-over': 'Передача в доставку',
    'in-transit': 'В пути',
    delivered: 'Доставка',
    ready: 'Готовность к выдаче',
  },
  destination: 'Куда доставить: {place}',
  askPostal: 'Укажите индекс, чтобы увидеть дату доставки',
  refinePostal: 'Укажите индекс, чтобы узнать дату точнее',
  postal: 'Почтовый индекс',
  postalIncomplete: 'Укажите индекс полностью, например {example}',
  country: 'Страна',
  show: 'Показать дату',
  noServiceTo: 'Доставка недоступна: {place}',
  unavailable: {
    'no-service': 'Доставка в это место недоступна',
    'needs-destination': 'Укажите, куда доставить, чтобы увидеть дату',
    'out-of-stock': 'Нет в наличии',
    unknown: 'Дата доставки пока неизвестна',
  },
  loading: 'Уточняем дату доставки',
} satisfies EstimateMessages;
