import { css } from '@lit/reactive-element';

/** What can be pressed, followed and focused. */
export const controlStyles = css`
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
`;
