import { css } from 'lit';

/* Marks and bars are borders: backgrounds are dropped in print and in forced colors. */
export const stepStyles = css`
  .bar {
    display: grid;
    gap: 0.25em;
  }

  .track {
    display: flex;
    gap: 0.25em;
  }

  .segment {
    flex: 1;
    border: 1px solid color-mix(in srgb, currentColor 55%, transparent);
    border-radius: 0.25em;
    overflow: hidden;
  }

  .segment::before {
    content: '';
    display: block;
    inline-size: 0;
    border-block-start: calc(0.375em - 2px) solid var(--waybill-color-accent, currentColor);
    transition: inline-size 200ms ease-out;
  }

  .segment.current::before {
    inline-size: 55%;
  }

  .segment.done::before {
    inline-size: 100%;
  }

  .segment:is(.done, .current) {
    border-color: var(--waybill-color-accent, currentColor);
  }

  .stopped .segment:is(.current, .done:last-child),
  .stopped .segment:is(.current, .done:last-child)::before {
    border-color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
  }

  /* Dashed, because the accent may have the same color. */
  .stopped .segment.current::before {
    inline-size: 100%;
    border-block-start-style: dashed;
  }

  .bar-labels {
    display: flex;
    justify-content: space-between;
    gap: 0 1em;
    line-height: 1.3;
  }

  .bar-current {
    font-weight: 600;
  }

  .stopped .bar-current {
    color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
  }

  @container (max-width: 26em) {
    .bar-start {
      display: none;
    }
  }

  .step {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding-block-end: 0.6em;
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
    transition: border-width 200ms ease-out;
  }

  .step:not(:last-child)::after {
    inset-block: 1.3em -0.15em;
    margin-inline-start: 0.3125em;
    border-width: 0;
    border-inline-start-width: 0.125em;
  }

  .step.done::before {
    border-width: 0.375em;
  }

  .step.current::before {
    border-width: 0.25em;
    outline: 0.125em solid var(--waybill-color-accent, currentColor);
    outline-offset: 0.1em;
  }

  .step.to-come::before,
  .step:is(.current, .to-come)::after {
    border-color: color-mix(in srgb, currentColor 55%, transparent);
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

  @media (prefers-reduced-motion: reduce) {
    .segment::before,
    .step::before {
      transition: none;
    }
  }
`;
