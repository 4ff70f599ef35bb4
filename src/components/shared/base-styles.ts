import { css } from 'lit';

/**
 * Styles of every element. Font and color are inherited; only properties that would break the text are reset. `!important`
 * on a host overrides every style of the page, and is used for `display` and `[hidden]` alone.
 */
export const baseStyles = css`
  :host {
    display: block !important;
    position: relative;
    break-inside: avoid;
    box-sizing: border-box;
    letter-spacing: normal;
    line-height: 1.45;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
    overflow-wrap: break-word;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /*
   * The disclosure mark of every element: a chevron in place of the browser's triangle. Borders stay in forced colors. A
   * summary has one child, because each child is a flex item.
   */
  summary {
    display: inline-flex;
    align-items: baseline;
    gap: 0.4em;
    max-inline-size: 100%;
    min-block-size: 24px;
    padding-block: 0.15em;
    border-radius: var(--waybill-radius, 0.15em);
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::before {
    content: '';
    flex: none;
    inline-size: 0.45em;
    block-size: 0.45em;
    /* Its corners stay inside when it is turned. */
    margin-inline: 0.1em;
    border: solid;
    border-width: 0.1em 0.1em 0 0;
    translate: 0 -0.1em;
    rotate: 45deg;
  }

  summary:dir(rtl)::before {
    rotate: -135deg;
  }

  [open] > summary::before {
    rotate: 135deg;
  }
`;
