import { css } from 'lit';

/* Custom properties are read and never declared: a declaration on the host would override a theme on :root. */
export const orderStatusStyles = css`
  .base,
  .parcel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
    overflow-wrap: anywhere;
  }

  .base {
    font-size: var(--waybill-order-status-detail-size, 0.9375em);
  }

  .headline {
    font-size: var(--waybill-order-status-headline-size, 1.3333em);
    font-weight: var(--waybill-order-status-headline-weight, 600);
    line-height: 1.3;
  }

  .primary-parcel {
    display: block;
    font-size: 0.75em;
    font-weight: 400;
  }

  strong {
    font-weight: inherit;
  }

  /* A date breaks only if it is wider than the line, a range of two also at its dash. */
  time {
    display: inline-block;
  }

  .primary-parcel,
  .to-come .label {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  /* Nested muted text would lose its contrast. */
  .muted .muted {
    color: inherit;
  }

  .parcel + .parcel {
    margin-block-start: calc(var(--waybill-order-status-gap, 1em) - 0.75em);
    padding-block-start: var(--waybill-order-status-gap, 1em);
    border-block-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
  }

  .run + .run::before {
    content: ' · ';
    white-space: pre;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .item,
  .carrier,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: baseline;
  }

  /* Space shows that a cancel element belongs to the line above it. */
  .item:has(waybill-cancel-item:defined) + .item {
    margin-block-start: 0.75em;
  }

  /* Undefined cancel elements take no space, and a list of actions with nothing else is hidden. */
  waybill-cancel-item:not(:defined) {
    display: none;
  }

  .actions:not(:has(a, waybill-cancel-item:defined)) {
    display: none;
  }

  .tracking {
    display: contents;
  }

  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    cursor: pointer;
  }

  .checks {
    padding-inline-start: 1.25em;
    list-style: decimal;
  }

  details > :not(summary) {
    margin-block-end: 0.5em;
  }

  .history > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding-block: 0.15em;
    padding-inline-start: 1em;
    border-inline-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
  }

  .event-time {
    flex: 0 1 9em;
    font-variant-numeric: tabular-nums;
  }

  .event-time + span {
    flex: 1 1 13em;
  }

  .freshness {
    font-size: 0.875em;
  }

  .freshness button {
    margin-inline-start: 0.75em;
  }

  .live::before {
    content: '';
    display: inline-block;
    margin-inline-end: 0.4em;
    border: 0.25em solid var(--waybill-color-success, currentColor);
    border-radius: 50%;
    vertical-align: 0.1em;
  }

  .stale {
    font-weight: 600;
  }

  .compact {
    gap: 0.4em;
  }

  .compact .headline {
    font-size: 1.0667em;
  }

  .skeleton {
    inline-size: min(16em, 100%);
    block-size: 1.3em;
    border-radius: var(--waybill-radius, 0.25em);
    background: var(--waybill-color-line, color-mix(in srgb, currentColor 12%, transparent));
  }

  @media print {
    button,
    summary {
      display: none;
    }
  }
`;
