import { html } from '../../html.ts';

/** An SVG file: a parcel at a door to a courtyard. */
export const deliveryPhoto = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">
  <rect width="160" height="120" fill="#e3d3b4" />
  <path d="M0 20h40M60 8h40M112 30h48M0 52h30M116 58h44M8 84h32M118 86h42" stroke="#cdb992" stroke-width="2" />
  <path d="M0 98h160v22H0z" fill="#b7a78a" /><path d="M42 94h76v8H42z" fill="#cbbd9f" />
  <path d="M48 94V40a32 32 0 0 1 64 0v54z" fill="#5b7f86" /><path d="M80 8v86" stroke="#46656b" stroke-width="3" />
  <path d="M54 44h20v20H54zM86 44h20v20H86zM54 70h20v18H54zM86 70h20v18H86z" fill="#6d9299" />
  <path d="M84 64v8" stroke="#e6dfca" stroke-width="3" />
  <path d="M12 104c-4-16 0-26 8-34 8 8 12 18 8 34z" fill="#6f8a4d" /><path d="M10 98h20l-3 18H13z" fill="#b5623f" />
  <path d="M92 82h36v26H92z" fill="#c99a5f" /><path d="M92 82l7-7h36l-7 7z" fill="#deb681" />
  <path d="M128 82l7-7v25l-7 8z" fill="#a87b45" />
  <path d="M107 82h6v26h-6zM107 82l7-7h6l-7 7z" fill="#e9d3ac" /><path d="M95 96h9v8h-9z" fill="#fff" />
</svg>`;
