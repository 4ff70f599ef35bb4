import { css } from 'lit';

/* Custom properties are read, never declared: a declaration on the host would override a theme's :root. */
export const cancelItemStyles = css`
  .base {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: baseline;
  }

  strong {
    font-weight: 600;
  }

  .outcome {
    flex: 1 1 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
    overflow-wrap: anywhere;
  }

  .outcome:not(.danger) {
    padding-inline-start: 1em;
    border-inline-start: 0.1875em solid var(--waybill-color-line, color-mix(in srgb, currentColor 35%, transparent));
  }

  .outcome.success {
    border-color: var(--waybill-color-success, currentColor);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 0.75em;
    margin-block-start: 0.4em;
  }

  dialog {
    inline-size: min(27em, 100vw - 2em);
    max-inline-size: none;
    max-block-size: calc(100vh - 2em);
    padding: 1.5em;
    overflow: auto;
    overflow-wrap: anywhere;
    text-align: start;
    /* --page-background and --page-color fit each other. They are set when the dialog opens. */
    color: var(--waybill-cancel-item-dialog-color, var(--page-color, inherit));
    background: var(--waybill-cancel-item-dialog-background, var(--page-background, Canvas));
    border: 1px solid var(--waybill-color-line, color-mix(in srgb, currentColor 20%, transparent));
    border-radius: calc(2 * var(--waybill-radius, 0.25em));
  }

  /* Live regions are rendered empty and take no space. */
  dialog > :not(:first-child, :empty) {
    margin-block-start: 1em;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .heading {
    font-weight: 600;
    font-size: var(--waybill-cancel-item-heading-size, 1.25em);
    line-height: 1.3;
  }

  .notice {
    white-space: pre-line;
  }

  .field {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: center;
    justify-content: space-between;
  }

  select,
  textarea {
    font: inherit;
    color: inherit;
    max-inline-size: 100%;
    min-block-size: max(24px, 2.25em);
    padding: 0.25em 0.5em;
    background: transparent;
    border: 1px solid var(--waybill-color-control, color-mix(in srgb, currentColor 55%, transparent));
    border-radius: var(--waybill-radius, 0.25em);
  }

  option {
    color: CanvasText;
    background: Canvas;
  }

  textarea {
    flex: 1 1 100%;
    inline-size: 100%;
    resize: vertical;
  }

  /* Equally wide, side by side or stacked. */
  .buttons {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    gap: 0.75em;
  }

  dialog > .buttons:not(:empty) {
    margin-block-start: 1.5em;
  }

  .buttons > button {
    min-block-size: max(24px, 2.75em);
    padding: 0.35em 0.75em;
    border-width: 2px;
  }

  [part~='confirm'] {
    border-color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
  }

  [aria-disabled] {
    color: var(--waybill-color-muted, color-mix(in srgb, currentColor 72%, transparent));
    border-style: dashed;
    cursor: default;
  }

  @media print {
    button {
      display: none;
    }
  }
`;
