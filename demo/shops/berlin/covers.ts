import { html, type Html } from '../../html.ts';

/** Simple figures for book covers, 120 by 180. */
const figures = {
  sun: html`<circle cx="60" cy="118" r="34" />`,
  rings: html`<g fill="none" stroke="currentColor" stroke-width="5">
    <circle cx="60" cy="122" r="12" /><circle cx="60" cy="122" r="26" /><circle cx="60" cy="122" r="40" />
  </g>`,
  stairs: html`<path d="M14 166v-18h23v-18h23v-18h23V94h23v72z" />`,
  waves: html`<g fill="none" stroke="currentColor" stroke-width="5">
    <path d="M10 106q12-12 25 0t25 0 25 0 25 0M10 124q12-12 25 0t25 0 25 0 25 0M10 142q12-12 25 0t25 0 25 0 25 0" />
  </g>`,
  window: html`<path d="M34 86h24v34H34zM62 86h24v34H62zM34 124h24v34H34zM62 124h24v34H62z" />`,
  tracks: html`<g stroke="currentColor" stroke-width="5">
    <path d="M46 84 24 168M74 84l22 84M42 100h36M37 120h46M31 142h58" fill="none" />
  </g>`,
  leaf: html`<path d="M60 84c30 22 30 56 0 80-30-24-30-58 0-80z" />`,
  horizon: html`<path d="M0 132h120v8H0zM60 92a32 32 0 0 1 32 32H28a32 32 0 0 1 32-32z" />`,
  columns: html`<path d="M18 88h12v76H18zM42 104h12v60H42zM66 96h12v68H66zM90 116h12v48H90z" />`,
};

type Figure = keyof typeof figures;

/** A book cover as an SVG file: background, fold, figure, and the title in lines. `#square` is the figure alone. */
export function cover(figure: Figure, ground: string, ink: string, author: string, ...lines: string[]): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 180">
    <view id="square" viewBox="6 73 107 107" /><rect width="120" height="180" fill="${ground}" /><path d="M5 0v180" stroke="#000" stroke-opacity=".15" />
    <g fill="${ink}" color="${ink}" font-family="Charter, Georgia, 'Liberation Serif', serif">
      ${lines.map(
        (line, index) => html`<text x="10" y="${24 + index * 14}" font-size="12.5" font-weight="700">${line}</text>`,
      )}
      <text x="10" y="${28 + lines.length * 14}" font-size="8.5">${author}</text>
      ${figures[figure]}
    </g>
  </svg>`;
}
