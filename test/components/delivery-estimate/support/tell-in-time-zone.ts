import { tellWhen } from '../../../../src/components/delivery-estimate/when.ts';
import type { Estimate } from '../../../../src/contract/estimate.ts';
import { plainText, tellingAt } from './telling.ts';

const window = { from: '2026-11-24', to: '2026-11-24' };
const readyAt = { from: '2026-11-23T15:30:00Z', to: '2026-11-23T16:00:00Z' };
const estimates: Estimate[] = [
  { id: 'a', kind: 'delivery', window, timeZone: 'Europe/Moscow' },
  { id: 'b', kind: 'delivery', window, timeZone: 'Asia/Vladivostok' },
  { id: 'c', kind: 'collection', readyAt, timeZone: 'Europe/Moscow' },
  { id: 'd', kind: 'delivery', window },
];

/** What is told at one instant of four places, the last of which is the reader's own. */
export function tellAtOnce(): string[] {
  return estimates.map((estimate) => plainText(tellWhen(estimate, tellingAt('2026-11-23T15:00:00Z'))));
}
