import type { LitElement } from 'lit';
import { saveDestination } from '../../client/estimates/saved-destination.ts';
import type { Estimate } from '../../contract/estimate.ts';
import type { Destination } from '../../contract/primitives.ts';
import { isWholePostcode } from '../../estimate/postal-structure.ts';
import type { EstimateViewModel } from './delivery-estimate.view-model.ts';
import type { EstimateController } from './estimate-controller.ts';
import { parseDestination, parsePostal } from './parse-destination.ts';

type DestinationHost = LitElement & {
  country: string | undefined;
  region: string | undefined;
  postal: string | undefined;
  rememberPostal: boolean;
};

/** What is wrong with the postcode that was submitted last. */
export type DestinationProblem = { kind: 'incomplete' | 'no-service'; destination: Destination };

/**
 * Takes the destination from the postcode form to the properties of the element. The form closes when the answer is there.
 * A destination that the shop does not deliver to is taken back: the estimate stays, and the form says so.
 */
export class DestinationFormController {
  /** Shown below the field. */
  problem: DestinationProblem | undefined;

  readonly #host: DestinationHost;
  readonly #estimates: EstimateController;
  #isEntered = false;
  /** Returns to the destination before the submitted one; `undefined` when its answer is there. */
  #takeBack: (() => void) | undefined;

  constructor(host: DestinationHost, estimates: EstimateController) {
    this.#host = host;
    this.#estimates = estimates;
  }

  /** The destination, if the customer entered one. */
  get entered(): Estimate['destination'] {
    return this.#isEntered ? (parseDestination(this.#host) ?? undefined) : undefined;
  }

  /** Whether the customer has unfolded the form. */
  get isOpen(): boolean {
    return this.#host.renderRoot.querySelector('[part=destination][open]') !== null;
  }

  /** Removes the message below the field. */
  readonly onInput = (): void => this.#setProblem(undefined);

  /** Half a postcode changes nothing. `defaultCountry` is used by a form without a choice of countries. */
  readonly onSubmit = (event: SubmitEvent, defaultCountry: string): void => {
    event.preventDefault();
    const host = this.#host;
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const country = String(data.get('country') ?? defaultCountry);
    const postal = parsePostal(String(data.get('postal')));
    if (!postal) return;
    if (!isWholePostcode(country, postal)) {
      this.#setProblem({ kind: 'incomplete', destination: { country, postal } });
      form.querySelector('input')?.focus();
      return;
    }
    this.#setProblem(undefined);
    const { country: lastCountry, region, postal: lastPostal } = host;
    const wasEntered = this.#isEntered;
    const restoreEstimates = this.#estimates.saveState();
    this.#takeBack ??= () => {
      host.country = lastCountry;
      host.region = region;
      host.postal = lastPostal;
      this.#isEntered = wasEntered;
      restoreEstimates();
    };
    host.country = country;
    host.region = undefined;
    host.postal = postal;
    this.#isEntered = true;
    // The same destination changes no property.
    host.requestUpdate();
  };

  /**
   * Call with each view model, while it is derived. Closes the form when the submitted destination has an answer. Returns
   * true if that destination was taken back: the view model is then out of date.
   */
  settle(viewModel: EstimateViewModel): boolean {
    const takeBack = this.#takeBack;
    if (!takeBack || this.#estimates.status === 'loading') return false;
    this.#takeBack = undefined;
    const { entered } = this;
    const isRefused = viewModel.kind === 'unavailable' && viewModel.code === 'no-service' && entered !== undefined;
    if (isRefused) {
      this.problem = { kind: 'no-service', destination: entered };
      takeBack();
    } else if (entered?.postal !== undefined && this.#host.rememberPostal) {
      saveDestination({ country: entered.country, postal: entered.postal });
    }
    this.#moveFocus(isRefused);
    return isRefused;
  }

  /** To the field, or from the form to its summary, which closes it. A focus that is elsewhere stays. */
  #moveFocus(isRefused: boolean): void {
    const root = this.#host.renderRoot as ShadowRoot;
    const details = root.querySelector<HTMLDetailsElement>('[part=destination]');
    const { activeElement } = root;
    const isFocused = activeElement ? details?.contains(activeElement) : document.activeElement === document.body;
    if (!isRefused && details) details.open = false;
    if (isFocused) details?.querySelector<HTMLElement>(isRefused ? 'input' : 'summary')?.focus();
  }

  #setProblem(problem: DestinationProblem | undefined): void {
    if (this.problem !== problem) this.#host.requestUpdate();
    this.problem = problem;
  }
}
