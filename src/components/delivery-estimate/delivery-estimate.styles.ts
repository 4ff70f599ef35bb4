import { css } from 'lit';

/*
 * Custom properties are read and never declared: a declaration on the host would override a theme on :root. Colors are
 * mixed from the page's text color, and work on dark pages.
 */
export const deliveryEstimateStyles = css`
  /* Room for the usual answer: headline, detail line, an alternative, three disclosures. A page may set another height. */
  :host(:state(skeleton)) {
    min-block-size: calc(4em + 3 * max(24px, 1.53em) + 5 * var(--waybill-delivery-estimate-gap, 0.25em));
  }

  div.base,
  .skeleton {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    row-gap: var(--waybill-delivery-estimate-gap, 0.25em);
  }

  /* The delay prevents a flash if the next estimate comes at once. */
  [aria-busy] {
    opacity: 0.7;
    transition: opacity 0s 0.2s;
  }

  p,
  .list {
    margin: 0;
    padding: 0;
    text-wrap: pretty;
  }

  strong {
    font-weight: var(--waybill-delivery-estimate-date-weight, 600);
  }

  .base {
    font-variant-numeric: tabular-nums;
  }

  /* A date breaks only if it is wider than the line, a range of two also after its dash. */
  time {
    display: inline-block;
  }

  .detail {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.1em;
    overflow-x: clip;
  }

  .detail > * {
    position: relative;
    max-inline-size: 100%;
  }

  /* Before a part, so that a hidden part takes it along. At the start of a line it is outside the box, and clipped. */
  .detail > * + *::before {
    content: '·';
    position: absolute;
    inset-inline-start: -0.7em;
  }

  .detail,
  .place,
  .alternatives,
  details,
  .base > .fit,
  .skeleton::after {
    font-size: var(--waybill-delivery-estimate-detail-size, 0.875em);
  }

  .compact {
    font-size: var(--waybill-delivery-estimate-compact-size, 0.875em);
  }

  .detail,
  .place > * + *,
  .quiet,
  .compact {
    color: var(--waybill-delivery-estimate-detail-color, var(--waybill-color-muted, color-mix(in srgb, currentColor 80%, transparent)));
  }

  .countdown {
    color: var(--waybill-delivery-estimate-countdown-color, var(--waybill-color-accent, inherit));
  }

  .place > * {
    display: block;
  }

  button {
    cursor: pointer;
  }

  :is(summary, button):hover {
    text-decoration: underline;
  }

  :focus-visible {
    outline: 2px solid var(--waybill-color-focus, currentColor);
    outline-offset: 2px;
  }

  /* Unfolded content never widens the element, and is aligned with the text of its summary. */
  .fit {
    container-type: inline-size;
    max-inline-size: 42em;
    text-align: start;
    overflow-wrap: anywhere;
  }

  summary + * {
    padding: 0.15em 0 0.5em;
    padding-inline-start: 0.9em;
  }

  .list {
    list-style: none;
    display: grid;
    grid-template-columns: minmax(35%, 1fr) auto auto;
    column-gap: 1.25em;
  }

  .row {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    padding-block: 0.25em;
  }

  .row + .row {
    border-block-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 16%, transparent));
  }

  .row-price {
    text-align: end;
  }

  @container (inline-size < 25em) {
    .list {
      grid-template-columns: 1fr auto;
    }

    .row-when {
      grid-area: 2 / 1 / auto / -1;
    }

    form > p {
      min-block-size: 2lh;
    }
  }

  form {
    container-type: inline-size;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.25em 0.5em;
  }

  form > * {
    max-inline-size: 100%;
  }

  /* The message has its place before it appears, so that nothing moves. */
  form > p {
    inline-size: 100%;
    min-block-size: 1lh;
    color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
  }

  [aria-invalid] {
    border-color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
  }

  input,
  select,
  button {
    font: inherit;
    color: inherit;
    margin: 0;
    min-block-size: max(24px, var(--waybill-control-size, 2.25em));
    max-inline-size: 100%;
    padding: 0.25em 0.6em;
    background: transparent;
    border: 1px solid var(--waybill-color-control, color-mix(in srgb, currentColor 60%, transparent));
    border-radius: var(--waybill-radius, 0.25em);
  }

  input,
  select {
    display: block;
    margin-block-start: 0.2em;
  }

  input {
    inline-size: 8em;
  }

  option {
    color: CanvasText;
    background: Canvas;
  }

  /* Forced colors drop the background and keep the border. */
  .skeleton::before,
  .skeleton::after {
    content: '';
    inline-size: min(18em, 100%);
    block-size: 0.9em;
    margin-block: calc(0.5lh - 0.45em);
    border: 1px solid transparent;
    background: var(--waybill-color-line, color-mix(in srgb, currentColor 16%, transparent));
  }

  .compact .skeleton::after {
    content: none;
  }

  /* iOS zooms into fields with a smaller font. */
  @media (pointer: coarse) {
    input,
    select {
      font-size: max(1em, 16px);
    }

    input,
    select,
    button {
      min-block-size: max(24px, var(--waybill-control-size, 44px));
    }
  }

  @media print {
    details:not([open]),
    .countdown {
      display: none;
    }
  }
`;
