import { html, type Html } from '../html.ts';
import type { StaffDesk } from '../staff/desk.ts';
import { when } from '../staff/words.ts';
import { clock } from './bar.ts';

export type StaffContent = {
  title: string;
  /** What became of the last tap, in words. */
  said?: string | undefined;
  /** The way back from it. */
  undo?: Html | undefined;
  /** What stands in the field, where nothing was found by it. */
  code?: string;
  main: Html | readonly Html[];
};

/** Where the staff's pages of a shop are. */
export const staffAddress = ({ place: { shop } }: StaffDesk, path = ''): string => `/${shop.id}/staff${path && `/${path}`}`;

/**
 * A whole page: the field on top, below it what was said last, then what it is about. public/staff.js puts
 * another page's title, words and `main` in place of these, so that what is kept for sending stays.
 */
export function staffPage(desk: StaffDesk, { title, said, undo, code, main }: StaffContent): Html {
  const { shop } = desk.place;
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title} – ${shop.name}, staff</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/assets/staff.css" />
      <script type="module" src="/assets/clock.js"></script>
      <script type="module" src="/assets/staff.js"></script>
    </head>
    <body>
      <header>
        <p class="shop"><a href="${staffAddress(desk)}">${shop.name}</a> <span>staff</span></p>
        <form class="search" role="search" action="${staffAddress(desk)}" method="get">
          <label for="code">Scan or type</label>
          ${scanField({ id: 'code', name: 'code', value: code, describedBy: 'code-hint', isNeeded: true })}
          <button>Find</button>
          <p id="code-hint" class="hint">Order or tracking number. A scanner works from anywhere on the page.</p>
        </form>
      </header>
      <div class="result">
        <p id="said" role="status">${said}</p>
        <div id="undo">${undo}</div>
      </div>
      <section id="kept" aria-labelledby="kept-title" hidden>
        <h2 id="kept-title">Not sent yet</h2>
        <ul></ul>
      </section>
      <dialog id="camera" aria-label="Camera">
        <video muted playsinline></video>
        <p class="hint">Hold the code into the picture.</p>
        <form method="dialog"><button>Close the camera</button></form>
      </dialog>
      <main>${main}</main>
      <footer>
        <p>In the shop it is ${clock(shop, { ahead: 0 })}</p>
        <p><a href="/">Waybill demo</a></p>
      </footer>
    </body>
  </html>`;
}

type ScanField = { id: string; name: string; value?: string | undefined; describedBy?: string; isNeeded?: boolean };

/** A field that a code may go into; its camera is offered where the browser reads codes. */
export function scanField({ id, name, value, describedBy, isNeeded = false }: ScanField): Html {
  return html`<span class="scan">
    <input id="${id}" name="${name}" value="${value ?? ''}" data-scan autocomplete="off" autocapitalize="characters"
      spellcheck="false" enterkeyhint="go" maxlength="100" ${isNeeded && 'required'}
      ${describedBy !== undefined && html`aria-describedby="${describedBy}"`} />
    <button type="button" class="camera" data-camera-for="${id}" hidden>Camera</button>
  </span>`;
}

/** A moment by the shop's clock. */
export function moment(desk: StaffDesk, at: string | undefined): string {
  return when(at, desk.place.shop.timeZone, desk.now);
}
