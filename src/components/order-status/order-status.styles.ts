import { css } from '@lit/reactive-element';

/* Custom properties are read, never declared: a declaration on the host would defeat a theme's :root. */
export const styles = css`
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
  }

  .headline {
    font-size: var(--waybill-order-status-headline-size, 1.25em);
    font-weight: var(--waybill-order-status-headline-weight, 600);
    line-height: 1.3;
    text-wrap: balance;
  }

  .date {
    font-weight: inherit;
  }

  .about {
    display: block;
    font-size: 0.7em;
    font-weight: 400;
  }

  .quiet,
  .about {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  .quiet,
  .promise,
  .trouble,
  .more,
  .actions,
  .plain,
  .step {
    font-size: var(--waybill-order-status-detail-size, 0.9375em);
  }

  .quiet .quiet,
  .step .quiet,
  .plain .quiet,
  .promise .quiet,
  .more .quiet {
    font-size: inherit;
  }

  .base > .promise {
    margin-block-start: 0.5em;
  }

  .parcel {
    margin-block-start: var(--waybill-order-status-gap, 1em);
    display: grid;
    gap: 0.75em;
  }

  .parcel + .parcel {
    padding-block-start: var(--waybill-order-status-gap, 1em);
    border-block-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
  }

  .title {
    font-weight: 600;
    color: var(--waybill-color-text, currentColor);
  }

  .plain {
    list-style: none;
  }

  .item {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: baseline;
  }

  .trouble {
    padding-inline-start: 0.9em;
    border-inline-start: 3px solid var(--waybill-color-trouble, color-mix(in srgb, currentColor 60%, #d33));
  }

  .steps {
    list-style: none;
  }

  .step {
    --size: 0.75em;
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding-inline-start: 1.75em;
    padding-block-end: 0.6em;
  }

  .step::before {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0.35em;
    box-sizing: border-box;
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 0.125em solid var(--waybill-color-accent, currentColor);
    border-radius: 50%;
  }

  .step:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-inline-start: 0.3em;
    inset-block: 1.25em -0.2em;
    border-inline-start: 0.125em solid var(--waybill-color-accent, currentColor);
  }

  .done::before {
    background: var(--waybill-color-accent, currentColor);
  }

  .current::before {
    border-width: 0.25em;
    outline: 0.125em solid var(--waybill-color-accent, currentColor);
    outline-offset: 0.1em;
  }

  .current .label,
  .step[aria-current] .label {
    font-weight: 600;
  }

  .current::after,
  .to-come::after {
    opacity: 0.3;
  }

  .to-come::before {
    opacity: 0.5;
  }

  .step.to-come .label {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  .label {
    min-inline-size: min(11em, 100%);
  }

  .details > * + *::before,
  .freshness > span + span::before {
    content: ' · ';
    white-space: pre;
  }

  .step-latest {
    flex-basis: 100%;
  }

  .carrier,
  .tracking,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.9em;
    align-items: baseline;
  }

  .number {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  p.quiet > bdi {
    display: block;
  }

  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    cursor: pointer;
  }

  summary:hover,
  button:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .checks {
    padding-inline-start: 1.5em;
    margin-block: 0.25em 0.5em;
  }

  .history {
    list-style: none;
    display: grid;
    gap: 0.3em;
    margin-block: 0.25em 0.5em;
    padding-inline-start: 0.9em;
    border-inline-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
  }

  .history > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
  }

  .when {
    min-inline-size: 8em;
    font-variant-numeric: tabular-nums;
  }

  a {
    color: var(--waybill-color-accent, inherit);
    text-underline-offset: 0.2em;
  }

  button {
    font: inherit;
    color: inherit;
    min-block-size: 24px;
    padding: 0.1em 0.6em;
    background: transparent;
    border: 1px solid var(--waybill-color-control, color-mix(in srgb, currentColor 55%, transparent));
    border-radius: var(--waybill-radius, 0.25em);
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--waybill-color-focus, currentColor);
    outline-offset: 2px;
  }

  .freshness {
    margin-block-start: var(--waybill-order-status-gap, 1em);
    font-size: 0.8125em;
  }

  .freshness button {
    margin-inline-start: 0.75em;
  }

  .live::before {
    content: '● ';
    color: var(--waybill-color-done, inherit);
  }

  .doubtful {
    font-weight: 600;
  }

  .slim {
    list-style: none;
    display: flex;
    gap: 0.25em;
    margin-block-start: 0.4em;
    max-inline-size: 20em;
  }

  .slim-step {
    flex: 1;
    block-size: 0.25em;
    border: 1px solid var(--waybill-color-accent, currentColor);
    border-radius: 0.125em;
  }

  .slim-step.done,
  .slim-step.current {
    background: var(--waybill-color-accent, currentColor);
  }

  .slim-step.to-come {
    opacity: 0.4;
  }

  :host([compact]) .headline {
    font-size: 1em;
  }

  .skeleton {
    display: block;
    inline-size: min(16em, 100%);
    block-size: 1.25em;
    border-radius: var(--waybill-radius, 0.25em);
    background: var(--waybill-color-line, color-mix(in srgb, currentColor 12%, transparent));
  }

  @media (forced-colors: active) {
    .done::before,
    .slim-step.done,
    .slim-step.current {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .skeleton {
      border: 1px solid;
    }
  }

  @media print {
    button,
    summary {
      display: none;
    }
  }
`;
