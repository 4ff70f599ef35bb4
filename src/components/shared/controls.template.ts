import { html, nothing, type TemplateResult } from 'lit';

type ControlOptions = {
  /** Part in addition to `button` or `link`. */
  part: string;
  label: string;
  /** Added to the label for screen readers, so that no two controls have the same name. */
  hiddenSuffix?: string | undefined;
};

type ButtonOptions = ControlOptions & {
  /** A busy button is `aria-disabled` and not `disabled`: it keeps the focus. */
  isBusy?: boolean;
  onClick: (event: Event) => void;
};

export function renderButton({ part, label, hiddenSuffix, isBusy = false, onClick }: ButtonOptions): TemplateResult {
  return html`<button part=${`button ${part}`} type="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${onClick}
    >${renderLabel(label, hiddenSuffix)}</button>`;
}

type LinkOptions = ControlOptions & {
  url: string;
  /** Accessible name in place of the label. */
  accessibleName?: string;
};

/** A link that opens a new tab and sends no referrer. */
export function renderLink({ part, label, hiddenSuffix, url, accessibleName }: LinkOptions): TemplateResult {
  return html`<a part=${`link ${part}`} href=${url} aria-label=${accessibleName ?? nothing}
    target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${renderLabel(label, hiddenSuffix)}</a>`;
}

/** The label of a control and its hidden suffix. */
export function renderLabel(label: string, hiddenSuffix: string | undefined): TemplateResult {
  return html`<span .textContent=${label}></span
    >${hiddenSuffix && html`<span class="visually-hidden" .textContent=${` ${hiddenSuffix}`}></span>`}`;
}
