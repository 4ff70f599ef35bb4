import { html, nothing, svg, type TemplateResult } from 'lit';

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
  /** An icon in place of the label, which is hidden. */
  icon?: keyof typeof icons;
  onClick: (event: Event) => void;
};

export function renderButton({
  part,
  label,
  hiddenSuffix,
  isBusy = false,
  icon,
  onClick,
}: ButtonOptions): TemplateResult {
  return html`<button part=${`button ${part}`} class=${icon ? 'icon' : nothing} type="button" title=${icon ? label : nothing}
    aria-disabled=${isBusy ? 'true' : nothing} @click=${onClick}
    >${
      icon
        ? html`${icons[icon]}<span class="visually-hidden" .textContent=${`${label} ${hiddenSuffix ?? ''}`}></span>`
        : renderLabel(label, hiddenSuffix)
    }</button>`;
}

/** Strokes in the color of the text. */
const icons = {
  copy: svgIcon(svg`<path d="M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1"/>`),
  check: svgIcon(svg`<path d="m3 8.5 3.5 3.5 7-8"/>`),
};

function svgIcon(path: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${path}</svg>`;
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
