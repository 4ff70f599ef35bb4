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
`;
