import { formatHeadline } from '../../../../src/components/delivery-estimate/format-estimate.ts';
import type { Estimate } from '../../../../src/contract/estimate.ts';
import { normalizeText, formatContextAt } from './format-context.ts';

const window = { from: '2026-11-24', to: '2026-11-24' };
const readyAt = { from: '2026-11-23T15:30:00Z', to: '2026-11-23T16:00:00Z' };
const estimates: Estimate[] = [
  { id: 'a', kind: 'delivery', window, timeZone: 'Europe/Moscow' },
  { id: 'b', kind: 'delivery', window, timeZone: 'Asia/Vladivostok' },
  { id: 'c', kind: 'collection', readyAt, timeZone: 'Europe/Moscow' },
  { id: 'd', kind: 'delivery', window },
];

/** The headlines of four destinations at one instant. The last one has no time zone, so the reader's zone applies. */
export function formatHeadlines(): string[] {
  return estimates.map((estimate) => normalizeText(formatHeadline(estimate, formatContextAt('2026-11-23T15:00:00Z'))));
}
