import type { CartLine } from '../shops/shop.ts';
import type { OrderTemplate } from './order-draft.ts';

/** An order that exists from the start: placed `daysAgo` days ago at `time`, with the first `steps` steps of its story. */
export type ExampleOrder = OrderTemplate & { story: string; daysAgo: number; time: string; steps: number };

const one = (sku: string): CartLine => ({ sku, quantity: 1 });

/** By shop id. */
export const exampleOrders: Record<string, readonly ExampleOrder[]> = {
  berlin: [
    createExample('B-2041', 'delayed-item', 1, '20:31', 1, [one('spazieren'), one('effi-briest')], 'DE-10115', 'paket'),
    createExample('B-2038', 'missed-scans', 1, '09:12', 2, [one('kunstseide')], 'DE-25980', 'paket'),
    createExample(
      'B-2029',
      'pickup-point',
      6,
      '21:05',
      3,
      [one('kindheit')],
      'DE-10115',
      'paketstation:station-suedstern',
    ),
    createExample('B-2017', 'customs', 6, '13:40', 4, [one('radetzkymarsch'), one('malte')], 'CH-8001', 'paket'),
    createExample('B-2012', 'missing-parcel', 5, '18:22', 4, [one('schimmelreiter')], 'DE-10115', 'paket'),
  ],
  moscow: [
    createExample('M-7715', 'delayed-item', 1, '20:31', 1, [one('ritm-grafit'), one('kolonka')], 'RU-109004', 'kurier'),
    createExample('M-7709', 'missed-scans', 1, '09:12', 2, [one('klavisha')], 'RU-141009', 'kurier'),
    createExample(
      'M-7702',
      'pickup-point',
      6,
      '21:05',
      3,
      [one('zapas'), one('shnur')],
      'RU-109004',
      'punkt:universitet',
    ),
    createExample('M-7688', 'customs', 5, '13:40', 4, [one('lampa')], 'RU-420111', 'pochta'),
    createExample('M-7681', 'missing-parcel', 4, '18:22', 4, [one('tishina')], 'RU-109004', 'kurier'),
  ],
  drome: [
    createExample('D-318', 'delayed-item', 2, '20:31', 1, [one('vase'), one('bol-gres')], 'FR-75011', 'colis'),
    createExample('D-315', 'missed-scans', 3, '09:12', 2, [one('planche')], 'FR-69004', 'colis'),
    createExample('D-311', 'pickup-point', 9, '21:05', 3, [one('cuilleres')], 'FR-75011', 'relais:charonne'),
    createExample('D-309', 'customs', 9, '13:40', 4, [one('vase')], 'CH-1201', 'colis'),
    createExample('D-302', 'missing-parcel', 9, '18:22', 4, [{ sku: 'bol-gres', quantity: 2 }], 'FR-75011', 'colis'),
  ],
};

function createExample(
  number: string,
  story: string,
  daysAgo: number,
  time: string,
  steps: number,
  cart: readonly CartLine[],
  to: string,
  optionId: string,
): ExampleOrder {
  return {
    id: number.toLowerCase(),
    number,
    ordinal: 1,
    story,
    daysAgo,
    time,
    steps,
    cart,
    to,
    ship: 'together',
    optionId,
  };
}
