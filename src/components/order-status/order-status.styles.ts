import { css } from 'lit';

/* Custom properties are read and never declared: a declaration on the host would override a theme on :root. */
export const orderStatusStyles = css`
  .base,
  .parcel,
  .parcel-body,
  .header,
  .skeleton {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.875em;
    overflow-wrap: anywhere;
  }

  .base {
    font-size: var(--waybill-order-status-detail-size, 1em);
  }

  .header {
    gap: 0.375em;
  }

  .parcel-body {
    padding-block: 0.75em 0.25em;
  }

  .headline {
    font-size: var(--waybill-order-status-headline-size, 1.5em);
    font-weight: var(--waybill-order-status-headline-weight, 650);
    line-height: 1.2;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  .small {
    font-size: 0.875em;
  }

  strong {
    font-weight: inherit;
  }

  /* A date breaks only if it is wider than the line, a range of two also at its dash. */
  time {
    display: inline-block;
  }

  .to-come .label {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  /* Nested muted text would lose its contrast. */
  .muted .muted {
    color: inherit;
  }

  .parcel + .parcel {
    padding-block-start: var(--waybill-order-status-gap, 0.875em);
    border-block-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
  }

  /* A dot at the beginning of a line is clipped. */
  .texts {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1em;
    overflow-x: clip;
  }

  .run {
    position: relative;
    max-inline-size: 100%;
  }

  .run + .run::before {
    content: '·';
    content: '·' / '';
    position: absolute;
    inset-inline-start: -0.65em;
  }

  /* The time stands apart from what happened. */
  .latest .run:first-child:has(time) {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
    font-variant-numeric: tabular-nums;
  }

  .latest .run:first-child:has(time) + .run::before {
    content: none;
  }

  /* A container has no width of its own: as one, the whole element would vanish in a flex row or a table cell. */
  .parcel,
  .history {
    container-type: inline-size;
  }

  /* Without room for a bar, its list is unfolded. */
  @supports selector(::details-content) {
    @container (max-width: 15em) {
      .auto .bar,
      .auto [part='details'] > summary {
        display: none;
      }

      .auto [part='details']::details-content {
        content-visibility: visible;
        block-size: auto;
      }
    }
  }

  @container (min-width: 14em) {
    :is(.latest, .details, .event-time) time {
      white-space: nowrap;
    }
  }

  :is(.latest, .details) .run:first-child::first-letter,
  :is(.latest, .details, .event-time) time::first-letter {
    text-transform: uppercase;
  }

  [part='promise-current'] {
    font-weight: 600;
  }

  .freshness {
    font-size: 0.8125em;
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
    gap: 0.375em;
  }

  .compact > .bar,
  .compact > .skeleton {
    max-inline-size: 20em;
  }

  .compact .bar-labels {
    display: none;
  }

  .compact .segment::before {
    border-block-start-width: calc(0.25em - 2px);
  }

  .compact .headline {
    font-size: 1em;
    font-weight: 400;
    letter-spacing: normal;
  }

  .headline.required {
    color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
    font-weight: 600;
  }

  /* In a narrow element, the headline, the scan and the carrier take more lines. */
  .base:not(.compact) > .skeleton {
    padding-block-end: clamp(0em, 30em - 100%, 7em);
  }

  /* Borders are visible in forced colors. */
  .skeleton > span {
    inline-size: min(60%, 16em);
    block-size: 1.45em;
    border: 1px solid transparent;
    border-radius: var(--waybill-radius, 0.25em);
    background: var(--waybill-color-line, color-mix(in srgb, currentColor 12%, transparent));
  }

  .skeleton > .skeleton-headline {
    inline-size: min(80%, 20em);
    block-size: 1.8em;
  }

  .skeleton > .skeleton-track {
    inline-size: auto;
    block-size: 0.375em;
    margin-block-end: 1.3em;
  }

  .skeleton > .skeleton-media {
    block-size: 56px;
  }

  @media (pointer: coarse) {
    button:not(.icon) {
      min-block-size: var(--waybill-control-size, 44px);
    }
  }

  /* A folded parcel keeps its line. */
  @media print {
    button,
    button.icon,
    :is([part='details'], [part='history']) > summary,
    [part='missing'] {
      display: none;
    }
  }
`;
