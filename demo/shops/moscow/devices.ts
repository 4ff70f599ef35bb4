import type { Product } from '../shop.ts';
import { drawings } from './drawings.ts';

const plain = {
  ru: 'Гарантия два года, возврат тридцать дней.',
  en: 'Two years of guarantee, thirty days to return.',
};

/** The electronics shop's products. terms.json has their terms (warehouse, stock, restock). */
export const devices: readonly Product[] = [
  {
    id: 'ritm',
    name: 'Наушники «Ритм»',
    byline: 'Полноразмерные, 38 часов',
    description: {
      ru: 'Закрытые, складные, с проводом на случай севшей батареи. «Бордо» делают в Новосибирске и отправляют оттуда.',
      en: 'Closed, foldable, with a cable for a flat battery. “Bordo” is made in Novosibirsk and leaves from there.',
    },
    variants: [
      { sku: 'ritm-grafit', name: { ru: 'Графит', en: 'Graphite' }, price: 899000 },
      { sku: 'ritm-sneg', name: { ru: 'Снег (осталось два)', en: 'Snow (two left)' }, price: 899000 },
      { sku: 'ritm-bordo', name: { ru: 'Бордо', en: 'Bordeaux' }, price: 949000 },
    ],
    picture: drawings.headphones,
  },
  {
    id: 'stranitsa',
    name: 'Книга «Страница»',
    byline: 'Электронные чернила',
    description: {
      ru: 'Экран без мерцания, тёплая подсветка. Десятидюймовая появится снова 15 декабря.',
      en: 'An e-reader without flicker, with a warm light. The ten-inch one is back on 15 December.',
    },
    variants: [
      { sku: 'stranitsa-6', name: { ru: '6 дюймов', en: '6 inches' }, price: 1149000 },
      { sku: 'stranitsa-10', name: { ru: '10 дюймов', en: '10 inches' }, price: 2690000 },
    ],
    picture: drawings.reader,
  },
  {
    id: 'uzel',
    name: 'Роутер «Узел»',
    byline: 'Две антенны, четыре порта',
    description: {
      ru: 'Настраивается с телефона за пять минут. «Узел 7» выходит 2 марта, предзаказ открыт.',
      en: 'Set up from a phone in five minutes. “Uzel 7” comes out on 2 March and can be ordered ahead.',
    },
    variants: [
      { sku: 'uzel-6', name: { ru: 'Узел 6', en: 'Uzel 6' }, price: 549000 },
      { sku: 'uzel-7', name: { ru: 'Узел 7, предзаказ', en: 'Uzel 7, pre-order' }, price: 899000 },
    ],
    picture: drawings.router,
  },
  device('osciloskop', 'Осциллограф «Луч»', '100 МГц, два канала', 4890000, 'scope', {
    ru: 'Собираем под заказ и поверяем: точного дня назвать не можем, поэтому называем срок.',
    en: 'Built and calibrated to order: no day can be named, so we name how long it takes.',
  }),
  device('ekran-32', 'Монитор «Полотно»', '32 дюйма, матовый', 3290000, 'screen', {
    ru: 'Большая коробка: привезёт курьер, или заберите на Савёловской.',
    en: 'A large box: by courier, or to be collected at Savyolovskaya.',
  }),
  device('tishina', 'Вкладыши «Тишина»', 'Шумоподавление', 649000, 'buds'),
  device('payalnik', 'Паяльник «Жало-60»', '60 Вт, до 450 °C', 279000, 'iron'),
  device('kanifol', 'Припой с канифолью', 'Катушка 100 г', 59000, 'solder'),
  device('klavisha', 'Клавиатура «Клавиша»', 'Механическая, 75 %', 799000, 'keyboard'),
  device('zapas', 'Батарея «Запас»', '20 000 мА·ч', 329000, 'battery'),
  device('shnur', 'Шнур «Метр двадцать»', 'USB-C, 100 Вт', 99000, 'cable'),
  device('lampa', 'Лампа «Вечер»', 'Без мерцания', 459000, 'lamp'),
  device('kolonka', 'Колонка «Этаж»', '2 × 15 Вт', 1290000, 'speaker'),
  device('signal', 'Будильник «Сигнал»', 'Распродан', 189000, 'alarm'),
];

function device(
  sku: string,
  name: string,
  by: string,
  price: number,
  drawing: keyof typeof drawings,
  about: Product['description'] = plain,
): Product {
  return { id: sku, name, byline: by, description: about, variants: [{ sku, price }], picture: drawings[drawing] };
}
