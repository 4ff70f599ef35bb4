import { html } from '../../html.ts';

/** An SVG file: a parcel in a hallway, under the stairs. */
export const deliveryPhoto = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">
  <rect width="160" height="120" fill="#cfc6b4" />
  <path d="M0 92h160v28H0z" fill="#7d7264" />
  <path d="M0 92h160M0 106h160M30 92 12 120M80 92v28M130 92l18 28" stroke="#6b6155" />
  <path d="M160 0v92H44V78h18V64h18V50h18V36h18V22h18V8h18V0z" fill="#8b6a48" />
  <path d="M160 24v68H64l16-14h18V64h18V50h18V36h18V24z" fill="#3f3429" />
  <path d="M48 78V46M66 64V32M84 50V18M102 36V4M120 22V0M44 48 112 -6" stroke="#4a3626" stroke-width="3" />
  <path d="M94 74h34v28H94z" fill="#c99a5f" /><path d="M94 74l6-7h34l-6 7z" fill="#deb681" />
  <path d="M128 74l6-7v27l-6 8z" fill="#a87b45" />
  <path d="M109 74h5v28h-5zM109 74l6-7h5l-6 7z" fill="#e9d3ac" /><path d="M97 90h9v8h-9z" fill="#fff" />
</svg>`;
