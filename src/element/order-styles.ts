import { css } from 'lit';

/**
 * What the elements of an order share: texts, and what can be pressed, followed and focused. Custom properties are
 * read, never declared: a declaration on the host would defeat a theme's :root.
 */
export const orderStyles = css`
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

  .quiet {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  .title {
    font-weight: 600;
  }

  .trouble {
    padding-inline-start: 1em;
    border-inline-start: 0.1875em solid var(--waybill-color-trouble, color-mix(in srgb, currentColor 35%, #d33));
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
  button:not([aria-disabled]):hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  :focus-visible {
    outline: 2px solid var(--waybill-color-focus, currentColor);
    outline-offset: 2px;
  }
`;
