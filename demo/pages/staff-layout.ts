import { html, type Html } from '../html.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { formatTime } from '../staff/staff-formatting.ts';
import { renderClock } from './demo-bar.ts';
import { renderDocument } from './document.ts';

export type StaffPageContent = {
  title: string;
  /** The result of the last scan. */
  statusMessage?: string | undefined;
  /** A form that retracts the last scan. */
  undo?: Html | undefined;
  /** The value of the code field after a search without result. */
  code?: string;
  main: Html | readonly Html[];
};

export const formatStaffUrl = ({ page: { shop } }: StaffContext, path = ''): string =>
  `/${shop.id}/staff${path && `/${path}`}`;

/**
 * Renders a page of the staff. public/staff.js replaces the title, the status and `main` with those of the next page, so
 * that the queue of unsent scans survives.
 */
export function renderStaffPage(
  context: StaffContext,
  { title, statusMessage, undo, code, main }: StaffPageContent,
): Html {
  const { shop } = context.page;
  return renderDocument({
    language: 'en',
    title: `${title} – ${shop.name}, staff`,
    styles: ['staff'],
    scripts: ['clock', 'staff'],
    body: html`<body>
      <header>
        <p class="shop"><a href="${formatStaffUrl(context)}">${shop.name}</a> <span>staff</span></p>
        <form class="search" role="search" action="${formatStaffUrl(context)}" method="get">
          <label for="code">Scan or type</label>
          ${renderScanField({ id: 'code', name: 'code', value: code, describedBy: 'code-hint', isRequired: true })}
          <button>Find</button>
          <p id="code-hint" class="hint">Order or tracking number. A scanner works from anywhere on the page.</p>
        </form>
      </header>
      <div class="result">
        <p id="status" role="status">${statusMessage}</p>
        <div id="undo">${undo}</div>
      </div>
      <section id="queue" aria-labelledby="queue-title" hidden>
        <h2 id="queue-title">Not sent yet</h2>
        <ul></ul>
      </section>
      <dialog id="camera" aria-label="Camera">
        <video muted playsinline></video>
        <p class="hint">Point the camera at the code.</p>
        <form method="dialog"><button>Close the camera</button></form>
      </dialog>
      <main>${main}</main>
      <footer>
        <p>Shop time: ${renderClock(shop, { timeOffset: 0 })}</p>
        <p><a href="/">Waybill demo</a></p>
      </footer>
    </body>`,
  });
}

type ScanFieldOptions = {
  id: string;
  name: string;
  value?: string | undefined;
  describedBy?: string;
  isRequired?: boolean;
};

/** A field for a code. Its camera button shows if the browser has `BarcodeDetector`. */
export function renderScanField({ id, name, value, describedBy, isRequired = false }: ScanFieldOptions): Html {
  return html`<span class="scan">
    <input id="${id}" name="${name}" value="${value ?? ''}" data-scan autocomplete="off" autocapitalize="characters"
      spellcheck="false" enterkeyhint="go" maxlength="100" ${isRequired && 'required'}
      ${describedBy !== undefined && html`aria-describedby="${describedBy}"`} />
    <button type="button" class="camera" data-camera-for="${id}" hidden>Camera</button>
  </span>`;
}

/** A time in the shop's zone. */
export function formatShopTime(context: StaffContext, at: string | undefined): string {
  return formatTime(at, context.page.shop.timeZone, context.now);
}
