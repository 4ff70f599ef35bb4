import type { CartLine } from '../shops/shop.ts';
import type { Recipe } from './draft.ts';

/** An order that is there from the start: placed some days ago at a time of day, and its story told up to a step. */
export type Example = Recipe & { story: string; daysAgo: number; time: string; steps: number };

const one = (sku: string): CartLine => ({ sku, quantity: 1 });

/** So that nobody's account is empty. By shop. */
export const EXAMPLES: Record<string, readonly Example[]> = {
  berlin: [
    example('B-2041', 'two-items', 1, '20:31', 1, [one('spazieren'), one('effi-briest')], 'DE-10115', 'paket'),
    example('B-2038', 'forgetful-courier', 1, '09:12', 2, [one('kunstseide')], 'DE-25980', 'paket'),
    example('B-2029', 'pickup-point', 6, '21:05', 3, [one('kindheit')], 'DE-10115', 'paketstation:station-suedstern'),
    example('B-2017', 'customs', 6, '13:40', 4, [one('radetzkymarsch'), one('malte')], 'CH-8001', 'paket'),
    example('B-2012', 'not-there', 5, '18:22', 4, [one('schimmelreiter')], 'DE-10115', 'paket'),
  ],
  moscow: [
    example('M-7715', 'two-items', 1, '20:31', 1, [one('ritm-grafit'), one('kolonka')], 'RU-109004', 'kurier'),
    example('M-7709', 'forgetful-courier', 1, '09:12', 2, [one('klavisha')], 'RU-141009', 'kurier'),
    example('M-7702', 'pickup-point', 6, '21:05', 3, [one('zapas'), one('shnur')], 'RU-109004', 'punkt:universitet'),
    example('M-7688', 'customs', 5, '13:40', 4, [one('lampa')], 'RU-420111', 'pochta'),
    example('M-7681', 'not-there', 4, '18:22', 4, [one('tishina')], 'RU-109004', 'kurier'),
  ],
  drome: [
    example('D-318', 'two-items', 2, '20:31', 1, [one('vase'), one('bol-gres')], 'FR-75011', 'colis'),
    example('D-315', 'forgetful-courier', 3, '09:12', 2, [one('planche')], 'FR-69004', 'colis'),
    example('D-311', 'pickup-point', 9, '21:05', 3, [one('cuilleres')], 'FR-75011', 'relais:charonne'),
    example('D-309', 'customs', 9, '13:40', 4, [one('vase')], 'CH-1201', 'colis'),
    example('D-302', 'not-there', 9, '18:22', 4, [{ sku: 'bol-gres', quantity: 2 }], 'FR-75011', 'colis'),
  ],
};

function example(
  number: string,
  story: string,
  daysAgo: number,
  time: string,
  steps: number,
  cart: readonly CartLine[],
  to: string,
  way: string,
): Example {
  return { id: number.toLowerCase(), number, ordinal: 1, story, daysAgo, time, steps, cart, to, ship: 'together', way };
}
