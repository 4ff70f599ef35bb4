import { css } from 'lit';

/*
 * Custom properties are read and never declared: a declaration on the host would override a theme on :root. Colors are
 * mixed from the page's text color, and work on dark pages.
 */
export const deliveryEstimateStyles = css`
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

  /* A detail wraps only if it is wider than the line. */
  .detail > * {
    display: inline-block;
    max-inline-size: 100%;
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
  .alternatives,
  .compact {
    color: var(--waybill-delivery-estimate-detail-color, var(--waybill-color-muted, color-mix(in srgb, currentColor 80%, transparent)));
  }

  .detail > :not(:last-child, :has(+ [part~='price']))::after,
  .detail > * + [part~='price']::before {
    content: '·';
    margin-inline: 0.4em;
  }

  .countdown {
    color: var(--waybill-delivery-estimate-countdown-color, var(--waybill-color-accent, inherit));
  }

  .countdown,
  .list {
    font-variant-numeric: tabular-nums;
  }

  .place > * {
    display: block;
  }

  summary {
    display: inline-flex;
    align-items: baseline;
    gap: 0.45em;
    min-block-size: 24px;
    padding-block: 0.15em;
    border-radius: var(--waybill-radius, 0.15em);
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::before {
    content: '';
    flex: none;
    inline-size: 0.45em;
    block-size: 0.45em;
    border: solid;
    border-width: 0.1em 0.1em 0 0;
    translate: 0 -0.1em;
    rotate: 45deg;
  }

  summary:dir(rtl)::before {
    rotate: -135deg;
  }

  [open] > summary::before {
    rotate: 135deg;
  }

  summary,
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
    grid-template-columns: fit-content(40%) minmax(9em, 1fr) auto;
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
      display: block;
    }

    .row {
      display: flex;
      flex-wrap: wrap;
      column-gap: 1em;
    }

    .row > :first-child {
      flex: 100%;
    }

    .row-when {
      flex: 9em;
    }
  }

  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5em;
  }

  form > * {
    max-inline-size: 100%;
  }

  form > p {
    inline-size: 100%;
    margin: 0;
  }

  form > p:empty {
    display: none;
  }

  input,
  select,
  button {
    font: inherit;
    color: inherit;
    margin: 0;
    min-block-size: max(24px, 2.25em);
    max-inline-size: 100%;
    padding: 0.25em 0.6em;
    background: transparent;
    border: 1px solid var(--waybill-color-control, color-mix(in srgb, currentColor 60%, transparent));
    border-radius: var(--waybill-radius, 0.25em);
  }

  input,
  select {
    display: block;
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
  }

  @media print {
    details:not([open]),
    .countdown {
      display: none;
    }

    .countdown + ::before {
      content: none;
    }
  }
`;
