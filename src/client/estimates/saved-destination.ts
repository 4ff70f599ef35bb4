import { parseCountry } from '../../contract/place-codes.ts';

/*
 * The destination that the customer entered, for pages that ask to remember it: in sessionStorage, or in
 * memory if the browser blocks storage.
 */
const STORAGE_KEY = 'waybill-destination';

export type SavedDestination = { country: string; postal: string };

let inMemory: SavedDestination | undefined;

export function saveDestination(destination: SavedDestination): void {
  inMemory = destination;
  try {
    sessionStorage.setItem(STORAGE_KEY, `${destination.country} ${destination.postal}`);
  } catch {
    // Storage is blocked: memory serves until the page is left.
  }
}

export function loadSavedDestination(): SavedDestination | undefined {
  if (inMemory) return inMemory;
  try {
    const [, country = '', postal] = /^([A-Za-z]{2}) (.{1,16})$/.exec(sessionStorage.getItem(STORAGE_KEY) ?? '') ?? [];
    const code = parseCountry(country);
    return code && postal ? { country: code, postal } : undefined;
  } catch {
    return undefined;
  }
}
