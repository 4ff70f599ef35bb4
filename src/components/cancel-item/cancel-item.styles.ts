import { css } from 'lit';

/* Custom properties are read, never declared: a declaration on the host would override a theme's :root. */
export const cancelItemStyles = css`
  .outcome {
    flex: 1 1 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
    overflow-wrap: anywhere;
  }

  .base,
  .row,
  .field,
  :host([layout='compact']) .outcome {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: baseline;
  }

  .base {
    justify-content: inherit;
  }

  strong {
    font-weight: 600;
  }

  a {
    display: inline-block;
    min-inline-size: 24px;
    min-block-size: 24px;
  }

  .outcome:not(.danger) {
    padding-inline-start: 1em;
    border-inline-start: 0.1875em solid var(--waybill-color-line, color-mix(in srgb, currentColor 35%, transparent));
  }

  .outcome.success {
    border-color: var(--waybill-color-success, currentColor);
  }

  /* The focus is here for screen readers: it cannot be operated. */
  [tabindex='-1'] {
    outline: none;
  }

  .receipt > .muted {
    margin-block-end: 0.4em;
  }

  /* One line of a table cell. The live region announces the other lines, and the deadline describes the trigger. */
  :host([layout='compact']) .outcome {
    padding: 0;
    border: none;
  }

  :host([layout='compact']) .base :is(.line, .muted:not([part='explanation']), [part~='print']) {
    display: none;
  }

  @media (pointer: coarse) {
    .base button {
      min-block-size: max(24px, var(--waybill-control-size, 44px));
    }
  }

  dialog {
    inline-size: min(27em, 100vw - 2em);
    max-inline-size: none;
    max-block-size: calc(100vh - 2em);
    padding: 1.5em;
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

  .head {
    display: flex;
    gap: 0.75em;
    align-items: center;
  }

  img {
    flex: none;
    inline-size: 56px;
    block-size: 56px;
    object-fit: cover;
    border-radius: var(--waybill-radius, 0.25em);
  }

  .heading {
    font-weight: 600;
    font-size: var(--waybill-cancel-item-heading-size, 1.25em);
    line-height: 1.3;
  }

  label.field {
    justify-content: space-between;
  }

  select,
  textarea,
  input,
  .stepper {
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

  .stepper {
    display: flex;
    padding: 0;
  }

  .stepper > * {
    min-inline-size: 44px;
    border-width: 0;
    outline-offset: -4px;
  }

  input {
    inline-size: 3em;
    text-align: center;
    appearance: textfield;
  }

  input::-webkit-inner-spin-button {
    display: none;
  }

  [part='error'] {
    flex: 1 1 100%;
  }

  [part='error'],
  [part~='confirm'] {
    border-color: currentColor;
    color: var(--waybill-color-danger, color-mix(in srgb, currentColor 35%, #d33));
  }

  /* Equally wide, side by side or stacked. */
  .buttons {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    gap: 0.75em;
  }

  dialog > .buttons {
    margin-block-start: 1.5em;
  }

  .buttons > *,
  .stepper > * {
    min-block-size: max(24px, var(--waybill-control-size, 44px));
  }

  .buttons > * {
    padding: 0.35em 0.75em;
    font-weight: 600;
    border-width: 2px;
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
