// Sends the forms and follows the links of the staff's pages without leaving the page, so that the queue of unsent scans
// survives. The forms and links also work without this script.
import { offerCamera } from './staff-camera.js';
import { createScanQueue } from './staff-scan-queue.js';
import { listenForScannerInput } from './staff-scanner.js';

/** After a page change, the second half of a double tap must not press a new button. */
const IGNORE_TAPS_MS = 350;
const TIMEOUT_MS = 15_000;

/** @param {string} selector */
const query = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const statusElement = query('#status');
const undo = query('#undo');
const main = query('main');
const clock = query('[data-clock]');
const codeField = /** @type {HTMLInputElement} */ (query('#code'));

/** Counts taps and navigations. The response to an older request does not change the page. */
let latestRequest = 0;

/** @param {string} text */
const showStatus = (text) => {
  statusElement.textContent = text;
  undo.replaceChildren();
};

const scanQueue = createScanQueue({
  list: query('#queue ul'),
  section: query('#queue'),
  formatTime(queuedAt) {
    const { timeZone, timeOffset } = clock.dataset;
    return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
      queuedAt + Number(timeOffset) * 1000,
    );
  },
  async onResponse(response, { label, requestNumber, isOffline }) {
    const page = await parsePage(response);
    // After a time offline the staff may be filling in another form.
    if (requestNumber === latestRequest && !(isOffline && isTyping())) showPage(page, response.url);
    else
      showStatus(
        response.ok
          ? `Sent: ${label}.`
          : `${label}: ${getText(page, '.refusal p') || getText(page, '#status') || 'not recorded.'}`,
      );
  },
  onQueued: (label) =>
    showStatus(
      `No connection. ${label} is kept on this page and sent when the connection is back. Leave the page open.`,
    ),
});

/** @param {Response} response */
const parsePage = async (response) => new DOMParser().parseFromString(await response.text(), 'text/html');

/**
 * @param {Document} page
 * @param {string} selector
 */
const getText = (page, selector) => page.querySelector(selector)?.textContent?.trim() ?? '';

const isTyping = () => main.contains(document.activeElement) && document.activeElement?.matches('input, select');

/**
 * Replaces the title, the status and `main` with those of another page.
 * @param {Document} page
 * @param {string} url
 */
function showPage(page, url) {
  document.title = page.title;
  if (url !== location.href) history.pushState(null, '', url);
  main.replaceChildren(...(page.querySelector('main')?.childNodes ?? []));
  showStatus(getText(page, '#status'));
  undo.replaceChildren(...(page.querySelector('#undo')?.childNodes ?? []));
  const timeOffset = page.querySelector('[data-clock]')?.getAttribute('data-time-offset');
  if (timeOffset) clock.dataset['timeOffset'] = timeOffset;
  codeField.value = '';
  offerCamera(document);
  ignoreTapsBriefly(document.querySelectorAll('main button, #undo button'));
  const heading = /** @type {HTMLElement | null} */ (main.querySelector('h1'));
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** @param {NodeListOf<Element>} buttons */
function ignoreTapsBriefly(buttons) {
  for (const button of buttons) button.setAttribute('aria-disabled', 'true');
  setTimeout(() => buttons.forEach((button) => button.removeAttribute('aria-disabled')), IGNORE_TAPS_MS);
}

/**
 * Loads a page of the staff. Offline, it loads the page as soon as the connection is back.
 * @param {string | URL} url
 */
async function navigate(url) {
  const requestNumber = ++latestRequest;
  const code = new URL(url, location.href).searchParams.get('code');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const page = await parsePage(response);
    if (requestNumber === latestRequest) showPage(page, response.url);
  } catch {
    if (requestNumber !== latestRequest) return;
    showStatus(`No connection. ${code ?? 'The page'} loads when the connection is back.`);
    scanQueue.onceOnline(() => {
      if (requestNumber === latestRequest) void navigate(url);
    });
  }
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method === 'dialog') return;
  event.preventDefault();
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  if (form.method === 'get') return void navigate(`${form.action}?${body}`);
  const label = form.dataset['label'] ?? 'It';
  void scanQueue.send({ url: form.action, body, label, requestNumber: ++latestRequest });
});

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  // `detail` is 0 for a key press, which goes to the focused button and cannot miss.
  if (event.detail > 0 && target?.closest('[aria-disabled=true]')) return event.preventDefault();
  const link = target?.closest('a');
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !new URL(link.href).pathname.includes('/staff')) return;
  event.preventDefault();
  void navigate(link.href);
});

addEventListener('popstate', () => void navigate(location.href));
addEventListener('beforeunload', (event) => {
  if (scanQueue.size > 0) event.preventDefault();
});

listenForScannerInput(codeField);
offerCamera(document);
