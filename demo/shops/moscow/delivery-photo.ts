import { html } from '../../html.ts';

/** An SVG file: a parcel on the desk of a concierge. */
export const deliveryPhoto = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">
  <rect width="160" height="120" fill="#b9c2bd" /><path d="M0 0h160v10H0z" fill="#98a49d" />
  <path d="M14 18h62v56H14z" fill="#f3ead2" stroke="#6d5a43" stroke-width="4" />
  <path d="M45 18v56" stroke="#6d5a43" stroke-width="3" />
  <path d="M104 22h40v34h-40z" fill="#d8cfb8" />
  <path d="M110 28v22M117 28v22M124 28v22M131 28v22M138 28v22" stroke="#8d7b52" stroke-width="2" />
  <path d="M0 84h160v36H0z" fill="#6d5a43" /><path d="M0 80h160v7H0z" fill="#8a7457" />
  <path d="M20 80h18l-4-4h-4V58l10-8-3-4-12 10v20h-2z" fill="#2e3a35" /><path d="M36 40l12 8-14 6z" fill="#d9b44a" />
  <path d="M76 52h38v28H76z" fill="#c99a5f" /><path d="M76 52l7-8h38l-7 8z" fill="#deb681" />
  <path d="M114 52l7-8v27l-7 9z" fill="#a87b45" />
  <path d="M92 52h6v28h-6zM92 52l7-8h6l-7 8z" fill="#e9d3ac" /><path d="M79 68h10v8H79z" fill="#fff" />
</svg>`;
