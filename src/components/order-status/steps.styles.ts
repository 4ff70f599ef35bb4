import { css } from 'lit';

/* Marks are borders: backgrounds are dropped in print and in forced colors. */
export const stepStyles = css`
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

  .compact-steps {
    display: flex;
    gap: 0.25em;
    max-inline-size: 20em;
  }

  .compact-step {
    flex: 1;
    border-block-start: 0.25em solid var(--waybill-color-accent, currentColor);
    border-radius: 0.125em;
  }

  .compact-step.to-come {
    opacity: 0.25;
  }
`;
