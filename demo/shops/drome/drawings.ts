import { html, type Html } from '../../html.ts';

/** An SVG file: a piece as flat shapes, 120 by 120, in the colors of its material, on a plate with a margin. */
function shapes(content: Html): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-25 -25 170 170">
    <rect x="-25" y="-25" width="170" height="170" fill="#ece6da" />${content}
  </svg>`;
}

const OAK = '#b98a55';
const OAK_DARK = '#96693a';
const WALNUT = '#5e4130';
const CLAY = '#b5623f';
const SLATE = '#4d5a5e';
const LINEN = '#cbbfa8';

export const drawings = {
  stool: shapes(html`<path d="M36 48 26 102h7l12-54zM84 48l10 54h-7L75 48zM57 48h6v54h-6z" fill="${OAK_DARK}" />
    <path d="M36 78h48v4H35z" fill="${OAK_DARK}" /><ellipse cx="60" cy="46" rx="34" ry="9" fill="${OAK}" />`),
  table: shapes(html`<path d="M10 48h100v8H10z" fill="${OAK}" />
    <path d="M20 56h7l-5 46h-6zM93 56h7l4 46h-6z" fill="${OAK_DARK}" />`),
  lamp: shapes(html`<path d="M60 14v26" stroke="${SLATE}" stroke-width="2" />
    <path d="M40 76c0-24 8-36 20-36s20 12 20 36z" fill="${CLAY}" />
    <ellipse cx="60" cy="76" rx="20" ry="4" fill="${LINEN}" />`),
  board: shapes(html`<path
      d="M44 16h32v12c12 4 16 12 16 24v44a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8V52c0-12 4-20 16-24z"
      fill="${WALNUT}"
    />
    <circle cx="60" cy="25" r="5" fill="${LINEN}" />`),
  bowl: shapes(html`<path d="M18 54h84c0 28-16 44-34 46H52C34 98 18 82 18 54z" fill="${CLAY}" />
    <ellipse cx="60" cy="54" rx="42" ry="8" fill="${LINEN}" />`),
  vase: shapes(html`<path
      d="M50 14h20v22c16 10 22 22 22 36 0 18-12 32-32 32S28 90 28 72c0-14 6-26 22-36z"
      fill="${SLATE}"
    />
    <ellipse cx="60" cy="14" rx="10" ry="3" fill="${LINEN}" />`),
  mirror: shapes(html`<circle cx="60" cy="60" r="46" fill="${OAK}" />
    <circle cx="60" cy="60" r="38" fill="${LINEN}" />`),
  spoons: shapes(html`<g fill="${WALNUT}"><ellipse cx="38" cy="30" rx="11" ry="16" /><path d="M36 44h4v60h-4z" /></g>
    <g fill="${OAK}"><ellipse cx="80" cy="30" rx="11" ry="16" /><path d="M78 44h4v60h-4z" /></g>`),
  shelf: shapes(html`<path d="M16 30h88v6H16zM16 60h88v6H16zM16 90h88v6H16z" fill="${OAK}" />
    <path d="M22 22h5v80h-5zM93 22h5v80h-5z" fill="${OAK_DARK}" />
    <path d="M40 42h8v18h-8zM52 46h6v14h-6zM70 74h16v16H70z" fill="${CLAY}" />`),
};
