import { css } from '@lit/reactive-element';

/*
 * Custom properties are read, never declared: a declaration on the host would defeat a theme's :root. Marks
 * are drawn with borders, which survive on paper and in forced colours.
 */
export const styles = css`
  h2,
  h3,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
    font-size: inherit;
    list-style: none;
  }

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

  .about {
    display: block;
    font-size: 0.75em;
    font-weight: 400;
  }

  .date {
    font-weight: inherit;
  }

  /* A date breaks only where it is wider than the line; the headline takes the lines it needs. */
  .base > :not(.headline) time {
    display: inline-block;
  }

  .quiet,
  .about,
  .to-come .label {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  /* Twice as quiet would be too quiet. */
  .quiet .quiet {
    color: inherit;
  }

  .title {
    font-weight: 600;
  }

  .parcel + .parcel {
    margin-block-start: calc(var(--waybill-order-status-gap, 1em) - 0.75em);
    padding-block-start: var(--waybill-order-status-gap, 1em);
    border-block-start: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
  }

  .trouble {
    padding-inline-start: 1em;
    border-inline-start: 0.1875em solid var(--waybill-color-trouble, color-mix(in srgb, currentColor 35%, #d33));
  }

  .step {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding-block-end: 0.5em;
    padding-inline-start: 1.75em;
  }

  .step:last-child {
    padding-block-end: 0;
  }

  .step::before,
  .step:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    border: 0.125em solid var(--waybill-color-accent, currentColor);
  }

  .step::before {
    inset-block-start: 0.35em;
    inline-size: 0.75em;
    block-size: 0.75em;
    border-radius: 50%;
  }

  .step:not(:last-child)::after {
    inset-block: 1.3em -0.15em;
    margin-inline-start: 0.3125em;
    border-width: 0;
    border-inline-start-width: 0.125em;
  }

  .step.done::before {
    inline-size: 0;
    block-size: 0;
    border-width: 0.375em;
  }

  .step.current::before {
    border-width: 0.25em;
    outline: 0.125em solid var(--waybill-color-accent, currentColor);
    outline-offset: 0.1em;
  }

  .to-come::before,
  .step.current::after,
  .to-come::after {
    opacity: 0.4;
  }

  [aria-current] .label {
    font-weight: 600;
  }

  .label {
    flex: 0 1 11em;
  }

  .details {
    flex: 1 1 13em;
  }

  .details > span,
  .place > span {
    display: block;
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

  .when {
    flex: 0 1 9em;
    font-variant-numeric: tabular-nums;
  }

  .when + span {
    flex: 1 1 13em;
  }

  a {
    color: var(--waybill-color-accent, inherit);
  }

  button {
    font: inherit;
    color: inherit;
    min-block-size: 24px;
    padding: 0 0.6em;
    background: none;
    border: 1px solid var(--waybill-color-control, color-mix(in srgb, currentColor 55%, transparent));
    border-radius: var(--waybill-radius, 0.25em);
    cursor: pointer;
  }

  /* What is added for the ear lies within what it names. */
  a,
  button,
  summary {
    position: relative;
  }

  .visually-hidden {
    inset-inline-start: 0;
  }

  a,
  summary:hover,
  button:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  :focus-visible {
    outline: 2px solid var(--waybill-color-focus, currentColor);
    outline-offset: 2px;
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
    border: 0.25em solid var(--waybill-color-done, currentColor);
    border-radius: 50%;
    vertical-align: 0.1em;
  }

  .doubtful {
    font-weight: 600;
  }

  .slim {
    display: flex;
    gap: 0.25em;
    max-inline-size: 20em;
  }

  .slim-step {
    flex: 1;
    border-block-start: 0.25em solid var(--waybill-color-accent, currentColor);
    border-radius: 0.125em;
  }

  .slim-step.to-come {
    opacity: 0.25;
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
