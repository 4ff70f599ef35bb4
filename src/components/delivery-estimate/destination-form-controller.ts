import type { LitElement } from 'lit';
import { saveDestination } from '../../client/estimates/saved-destination.ts';
import type { Estimate } from '../../contract/estimate.ts';
import { isWholePostcode } from '../../estimate/postal-structure.ts';
import { parseDestination, parsePostal } from './parse-destination.ts';

type DestinationHost = LitElement & {
  country: string | undefined;
  region: string | undefined;
  postal: string | undefined;
  rememberPostal: boolean;
};

/** Takes the destination from the postcode form to the properties of the element. */
export class DestinationFormController {
  readonly #host: DestinationHost;
  #isEntered = false;
  #isIncomplete = false;

  constructor(host: DestinationHost) {
    this.#host = host;
  }

  /** The destination, if the customer entered one. */
  get entered(): Estimate['destination'] {
    return this.#isEntered ? (parseDestination(this.#host) ?? undefined) : undefined;
  }

  /** Whether the last submitted postcode was not complete. */
  get isIncomplete(): boolean {
    return this.#isIncomplete;
  }

  /** Whether the customer has unfolded the form. */
  get isOpen(): boolean {
    return this.#host.renderRoot.querySelector('[part=destination][open]') !== null;
  }

  /** Removes the message about an incomplete postcode. */
  readonly onInput = (): void => this.#setIncomplete(false);

  /** Half a postcode changes nothing. `defaultCountry` is used by a form without a choice of countries. */
  readonly onSubmit = (event: SubmitEvent, defaultCountry: string): void => {
    event.preventDefault();
    const host = this.#host;
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const country = String(data.get('country') ?? defaultCountry);
    const postal = parsePostal(String(data.get('postal')));
    if (!country || !postal) return;
    this.#setIncomplete(!isWholePostcode(country, postal));
    if (this.#isIncomplete) {
      form.querySelector('input')?.focus();
      return;
    }
    if (host.rememberPostal) saveDestination({ country, postal });
    host.country = country;
    host.region = undefined;
    host.postal = postal;
    this.#isEntered = true;
    const details = form.closest('details');
    if (details) details.open = false;
    // The focused button is now folded away.
    details?.querySelector('summary')?.focus();
  };

  #setIncomplete(isIncomplete: boolean): void {
    if (this.#isIncomplete !== isIncomplete) this.#host.requestUpdate();
    this.#isIncomplete = isIncomplete;
  }
}
