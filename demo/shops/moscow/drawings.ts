import { html, type Html } from '../../html.ts';

const SCREEN = '#cfe0ff';
const ACCENT = '#0b4fc4';

/** An SVG file: a line drawing of a product, 96 by 96, with a margin. */
function lines(...content: readonly Html[]): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 128 128">
    <path d="M-16-16h128v128H-16z" fill="#eef1f5" />
    <g fill="none" stroke="#14171a" stroke-width="2">${content}</g>
  </svg>`;
}

export const drawings = {
  headphones: lines(html`<path d="M18 60V48a30 30 0 0 1 60 0v12" />
    <rect fill="${ACCENT}" x="12" y="54" width="14" height="24" rx="5" /><rect fill="${ACCENT}" x="70" y="54" width="14" height="24" rx="5" />`),
  reader:
    lines(html`<rect fill="#fff" x="24" y="12" width="48" height="72" rx="4" /><rect fill="${SCREEN}" x="30" y="18" width="36" height="52" />
    <path d="M36 28h24M36 36h24M36 44h18M36 52h22M44 77h8" />`),
  router: lines(html`<rect fill="#fff" x="14" y="54" width="68" height="22" rx="3" />
    <path d="M26 54V24M70 54V24M24 65h2M34 65h2M44 65h2M58 65h14" />`),
  iron: lines(html`<path d="M14 78 46 46M46 46l8 8 22-22a6 6 0 0 0-8-8L46 46zM72 28q12-12 8-18" />
    <path d="M58 78h26M62 78l4-14h10l4 14" />`),
  solder: lines(html`<circle fill="#fff" cx="48" cy="50" r="26" /><circle fill="${ACCENT}" cx="48" cy="50" r="10" />
    <path d="M48 24q22-14 34 2" />`),
  scope:
    lines(html`<rect fill="#fff" x="10" y="22" width="76" height="52" rx="3" /><rect fill="${SCREEN}" x="17" y="29" width="44" height="38" />
    <path d="M17 48c7-22 15-22 22 0s15 22 22 0" /><circle fill="${ACCENT}" cx="73" cy="36" r="5" />
    <circle fill="#fff" cx="73" cy="52" r="5" /><path d="M69 65h8" />`),
  screen: lines(
    html`<rect fill="${SCREEN}" x="10" y="16" width="76" height="48" rx="2" /><path d="M38 80h20M48 64v16" />`,
  ),
  alarm: lines(html`<circle fill="#fff" cx="48" cy="52" r="26" />
    <path d="M48 36v16l10 8M24 22l-10 10M72 22l10 10M32 74l-6 8M64 74l6 8" />`),
  buds: lines(html`<circle fill="#fff" cx="30" cy="30" r="12" /><circle fill="#fff" cx="66" cy="30" r="12" />
    <path d="M26 42v32h8V42M62 42v32h8V42" />`),
  keyboard: lines(html`<rect fill="#fff" x="8" y="34" width="80" height="32" rx="3" />
    <path d="M16 42h4M26 42h4M36 42h4M46 42h4M56 42h4M66 42h4M76 42h4M16 50h4M26 50h4M36 50h4M46 50h4M56 50h4
    M66 50h4M76 50h4M28 58h40" />`),
  battery: lines(html`<rect fill="#fff" x="32" y="14" width="32" height="68" rx="5" />
    <path d="M40 24h16M40 74h2M46 74h2M52 74h2" />`),
  cable: lines(html`<path d="M20 16h12v14H20zM26 30v20q0 14 14 14h16q14 0 14 14M64 78h12v6H64z" />`),
  lamp: lines(html`<path d="M20 82h36M38 82V58L56 34M56 34l-12-10 12-12 22 20-12 12z" />`),
  speaker:
    lines(html`<rect fill="#fff" x="28" y="10" width="40" height="76" rx="4" /><circle fill="#fff" cx="48" cy="58" r="14" />
    <circle fill="${ACCENT}" cx="48" cy="26" r="6" />`),
};
