/*
 * A postcode that the customer typed, kept for the visit where the page says so: in sessionStorage
 * if that works, otherwise while the page is open.
 */
const KEY = 'waybill-destination';

export type RememberedPostal = { country: string; postal: string };

let kept: RememberedPostal | undefined;

export function rememberPostal(destination: RememberedPostal): void {
  kept = destination;
  try {
    sessionStorage.setItem(KEY, `${destination.country} ${destination.postal}`);
  } catch {
    // Storage is blocked: the page's memory is enough.
  }
}

export function recallPostal(): RememberedPostal | undefined {
  if (kept) return kept;
  try {
    const [, country, postal] = /^([A-Za-z]{2}) (.{1,16})$/.exec(sessionStorage.getItem(KEY) ?? '') ?? [];
    return country && postal ? { country, postal } : undefined;
  } catch {
    return undefined;
  }
}
