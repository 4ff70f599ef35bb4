import { css } from 'lit';

/** What a parcel has beside its steps: issues, items, carrier, and its history. */
export const parcelStyles = css`
  .issue {
    padding: 0.875em 1em;
    border: 1px solid transparent;
    border-radius: calc(3 * var(--waybill-radius, 0.25em));
    background: color-mix(in srgb, currentColor 5%, transparent);
  }

  .issue > p + p {
    margin-block-start: 0.25em;
  }

  .issue.blocking {
    background: color-mix(in srgb, var(--waybill-color-danger, #d33) 8%, transparent);
  }

  .controls,
  .carrier,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em 1em;
    align-items: center;
  }

  /* Without content it leaves no gap. */
  .actions:not(:has(a, waybill-cancel-item:defined)) {
    display: contents;
  }

  .controls a,
  .controls ::slotted(*) {
    margin-block-start: 0.625em;
  }

  a {
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
  }

  a[part~='item-title'] {
    display: inline-block;
    font-weight: 600;
  }

  /* The one thing to do. */
  a[part~='primary'] {
    min-block-size: var(--waybill-control-size, 44px);
    padding-inline: 1.2em;
    border: 2px solid currentColor;
    border-radius: calc(2 * var(--waybill-radius, 0.25em));
    font-weight: 600;
    text-decoration: none;
  }

  /* White or black, whichever has the greater contrast with the accent: at least 4.58. */
  @supports (color: color(from currentColor xyz x y z)) {
    a[part~='primary'] {
      background: currentColor;
    }

    a[part~='primary'] > span {
      color: color(
        from currentColor xyz clamp(0, (0.179 - y) * 1000, 0.9505) clamp(0, (0.179 - y) * 1000, 1)
          clamp(0, (0.179 - y) * 1000, 1.089)
      );
    }
  }

  .items {
    display: grid;
    gap: 0.75em;
  }

  .item {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 0.875em;
    align-items: center;
  }

  .item-text {
    flex: 1 1 8em;
    min-inline-size: 0;
  }

  .media {
    flex: none;
    inline-size: 56px;
    block-size: 56px;
    border-radius: calc(2 * var(--waybill-radius, 0.25em));
    object-fit: cover;
  }

  .photo {
    display: block;
    inline-size: min(220px, 100%);
    aspect-ratio: 4 / 3;
    border-radius: calc(2 * var(--waybill-radius, 0.25em));
    object-fit: cover;
  }

  .item waybill-cancel-item {
    flex: 1 1 100%;
  }

  /* The button beside the item, its deadline below. Outcomes need the whole line. */
  @container (min-width: 30em) {
    .item waybill-cancel-item:state(offered) {
      flex: 0 1 13em;
      justify-content: end;
      text-align: end;
    }
  }

  .item waybill-cancel-item::part(until) {
    font-size: 0.875em;
    text-wrap: balance;
  }

  /* Undefined cancel elements take no space. */
  waybill-cancel-item:not(:defined) {
    display: none;
  }

  .tracking {
    display: contents;
  }

  .number {
    display: inline-flex;
    gap: 0.25em;
    align-items: center;
    font-variant-numeric: tabular-nums;
  }

  button.icon {
    display: inline-grid;
    place-content: center;
    min-inline-size: 28px;
    min-block-size: 28px;
    padding: 0;
    border-color: transparent;
  }

  svg {
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }

  .place > span {
    display: block;
  }

  .checks {
    padding-inline-start: 1.75em;
    list-style: decimal;
  }

  details > :not(summary) {
    margin-block: 0.5em;
  }

  .history > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding-block: 0.2em;
  }

  .event-time {
    flex: 0 1 9em;
    font-variant-numeric: tabular-nums;
  }

  .event-time + span {
    flex: 1 1 13em;
  }
`;
