import { readFileSync } from 'node:fs';
import type { Built } from '../dist.ts';
import { berlin } from './berlin/shop.ts';
import { drome } from './drome/shop.ts';
import { moscow } from './moscow/shop.ts';
import type { Shop } from './shop.ts';

/**
 * The three shops, each with its terms read from its file.
 *
 * @param machine the machine's time, in milliseconds since the epoch
 * @throws Error that names what is wrong in a file
 */
export function loadShops({ contract }: Built, machine: () => number = Date.now): Shop[] {
  return [berlin, moscow, drome].map((shop) => {
    const address = new URL(`${shop.id}/terms.json`, import.meta.url);
    const parsed = contract.parseTerms(JSON.parse(readFileSync(address, 'utf8')));
    if (parsed.ok) return { ...shop, terms: parsed.data, clock: { passed: 0, machine } };
    const issues = parsed.issues.map(({ path, message }) => `${path}: ${message}`);
    throw new Error(`The terms of ${shop.id} are wrong.\n${issues.join('\n')}`);
  });
}
