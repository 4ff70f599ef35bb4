import { css } from 'lit';

/**
 * Texts and controls of the elements for orders. Custom properties are read and never declared: a declaration on the host
 * would override a theme on :root.
 */
export const orderStyles = css`
  h2,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
    font-size: inherit;
    list-style: none;
  }

  .muted {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
  }

  .title {
    font-weight: 600;
  }

  .danger {
    padding-inline-start: 1em;
    border-inline-start: 0.1875em solid var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
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

  /* Visually hidden text is positioned within its control. */
  a,
  button,
  summary {
    position: relative;
  }

  .visually-hidden {
    inset-inline-start: 0;
    margin-inline: 0;
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
