import { part } from './mount.ts';

export function formOf(element: Element): HTMLFormElement {
  return part(element, 'destination-form') as HTMLFormElement;
}

export function summaryOf(element: Element): HTMLElement {
  return part(element, 'destination-summary') as HTMLElement;
}

export function fieldOf(element: Element, name: 'postal' | 'country'): HTMLInputElement | HTMLSelectElement {
  return formOf(element).elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
}

/** Fills and sends the form as a customer would, without the keyboard. */
export function submitPlace(element: Element, place: { postal: string; country?: string }): void {
  (part(element, 'destination') as HTMLDetailsElement).open = true;
  fieldOf(element, 'postal').value = place.postal;
  if (place.country !== undefined) fieldOf(element, 'country').value = place.country;
  formOf(element).requestSubmit();
}
