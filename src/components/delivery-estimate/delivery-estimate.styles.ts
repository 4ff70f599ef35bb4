import { css } from '@lit/reactive-element';

/* Custom properties are read, never declared: a declaration on the host would defeat a theme's :root. */
export const styles = css`
  .headline,
  .detail,
  .place {
    margin: 0;
  }

  .date {
    font-weight: var(--waybill-delivery-estimate-date-weight, 600);
  }

  .detail,
  .place,
  .ask,
  .list {
    margin-block-start: var(--waybill-delivery-estimate-gap, 0.25em);
  }

  .detail,
  .place,
  summary,
  form,
  .list {
    font-size: var(--waybill-delivery-estimate-detail-size, 0.875em);
  }

  .detail,
  .place {
    color: var(--waybill-delivery-estimate-detail-color, var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent)));
  }

  .detail > * + *::before {
    content: ' · ';
    white-space: pre;
  }

  .countdown {
    color: var(--waybill-delivery-estimate-countdown-color, var(--waybill-color-accent, inherit));
    font-variant-numeric: tabular-nums;
  }

  .place-name {
    color: var(--waybill-color-text, currentColor);
  }

  .place > * {
    display: block;
  }

  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    display: flex;
    align-items: center;
    gap: 0.5em;
    padding-block: 0.125em;
    cursor: pointer;
    list-style: none;
    border-radius: var(--waybill-radius, 0.125em);
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::before {
    content: '';
    inline-size: 0.4em;
    block-size: 0.4em;
    border-block-start: 0.1em solid;
    border-inline-end: 0.1em solid;
    rotate: 45deg;
    flex: none;
  }

  :host(:dir(rtl)) summary::before {
    rotate: -45deg;
  }

  details[open] > summary::before {
    rotate: 135deg;
  }

  summary:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  :focus-visible {
    outline: 2px solid var(--waybill-color-focus, currentColor);
    outline-offset: 2px;
  }

  .list {
    list-style: none;
    margin-block-end: 0.25em;
    margin-inline: 0;
    padding: 0;
    padding-inline-start: 0.9em;
    border-inline-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
    display: grid;
    grid-template-columns: fit-content(45%) 1fr auto;
    column-gap: 1.25em;
  }

  .row {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    padding-block: 0.2em;
  }

  .row-when,
  .row-price {
    font-variant-numeric: tabular-nums;
  }

  .row-price {
    text-align: end;
  }

  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5em;
    margin-block: 0.25em;
    padding-inline-start: 0.9em;
  }

  label {
    display: grid;
    gap: 0.15em;
  }

  input,
  select,
  button {
    font: inherit;
    color: inherit;
    min-block-size: 2.25em;
    padding: 0.25em 0.6em;
    background: transparent;
    border: 1px solid var(--waybill-color-control, color-mix(in srgb, currentColor 55%, transparent));
    border-radius: var(--waybill-radius, 0.25em);
  }

  input {
    inline-size: 8em;
    max-inline-size: 100%;
  }

  select {
    max-inline-size: 100%;
  }

  select option {
    color: CanvasText;
    background: Canvas;
  }

  button {
    cursor: pointer;
  }

  button:hover {
    background: color-mix(in srgb, currentColor 8%, transparent);
  }

  .skeleton {
    display: block;
    inline-size: min(18em, 100%);
    block-size: 1em;
    margin-block: 0.225em;
    border-radius: var(--waybill-radius, 0.25em);
    background: var(--waybill-color-line, color-mix(in srgb, currentColor 12%, transparent));
  }

  :host(:state(loading)) .base {
    opacity: 0.6;
  }

  :host([compact]) .headline {
    font-size: var(--waybill-delivery-estimate-compact-size, 0.875em);
  }

  @media (prefers-reduced-motion: no-preference) {
    .base {
      transition: opacity 150ms 150ms;
    }
  }

  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid;
    }

    .detail,
    .place,
    .countdown {
      color: inherit;
    }
  }

  @media print {
    details > summary,
    .ask {
      display: none;
    }
  }
`;
