import { readFileSync } from 'node:fs';
import { parseTerms } from 'waybill/contract';
import { berlin } from './berlin/shop.ts';
import { drome } from './drome/shop.ts';
import { moscow } from './moscow/shop.ts';
import type { Shop } from './shop.ts';

/**
 * Loads the three shops with the terms of their files.
 *
 * @param systemNow the machine's time, in milliseconds since the epoch
 * @throws Error with the paths of invalid terms
 */
export function loadShops(systemNow: () => number = Date.now): Shop[] {
  return [berlin, moscow, drome].map((shop) => {
    const url = new URL(`${shop.id}/terms.json`, import.meta.url);
    const parsed = parseTerms(JSON.parse(readFileSync(url, 'utf8')));
    if (parsed.ok) return { ...shop, terms: parsed.data, clock: { elapsedSeconds: 0, systemNow } };
    const issues = parsed.issues.map(({ path, message }) => `${path}: ${message}`);
    throw new Error(`The terms of ${shop.id} are wrong.\n${issues.join('\n')}`);
  });
}
