import { html, nothing, type TemplateResult } from 'lit';

type ControlOptions = {
  /** Part name, beside `button` or `link`. */
  part: string;
  label: string;
  /** What it is about, for those who do not see what it stands beside: no two controls are named alike. */
  about?: string | undefined;
};

type ButtonOptions = ControlOptions & {
  /** A busy button keeps the focus and does nothing. */
  isBusy?: boolean;
  onClick: (event: Event) => void;
};

export function renderButton({ part, label, about, isBusy = false, onClick }: ButtonOptions): TemplateResult {
  return html`<button part=${`button ${part}`} type="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${onClick}
    >${renderLabel(label, about)}</button>`;
}

type LinkOptions = ControlOptions & {
  url: string;
  /** The accessible name, where it is not the label. */
  name?: string;
};

/** Opens beside the page and tells the other site nothing about it. */
export function renderLink({ part, label, about, url, name }: LinkOptions): TemplateResult {
  return html`<a part=${`link ${part}`} href=${url} aria-label=${name ?? nothing}
    target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${renderLabel(label, about)}</a>`;
}

/** The words of a control, with what it is about. */
export function renderLabel(label: string, about: string | undefined): TemplateResult {
  return html`<span .textContent=${label}></span
    >${about && html`<span class="visually-hidden" .textContent=${` ${about}`}></span>`}`;
}
