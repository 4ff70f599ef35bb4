// The staff's pages: forms are sent and links followed without leaving the page, so that what is kept for
// sending stays. Without this script the same forms and links work by themselves.
import { offerCamera } from './staff-camera.js';
import { createOutbox } from './staff-outbox.js';
import { listenToScanner } from './staff-scanner.js';

/** Milliseconds in which the second half of a doubled tap would hit what has come to stand there. */
const SETTLING = 350;

/** @param {string} selector */
const one = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const said = one('#said');
const undo = one('#undo');
const main = one('main');
const clock = one('[data-clock]');
const field = /** @type {HTMLInputElement} */ (one('#code'));

/** Counts taps and questions: what is answered after a newer one does not change the page. */
let asked = 0;

/** @param {string} words */
const say = (words) => {
  said.textContent = words;
  undo.replaceChildren();
};

const outbox = createOutbox({
  list: one('#kept ul'),
  section: one('#kept'),
  timeOf(since) {
    const { timeZone, ahead } = clock.dataset;
    return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(since + Number(ahead) * 1000);
  },
  async onAnswer(response, { words, mark, isLate }) {
    const page = await read(response);
    // Somebody may work on something else by now: that is not taken from under their hands.
    if (mark === asked && !(isLate && isTyping())) show(page, response.url);
    else say(response.ok ? `Sent: ${words}.` : `${words}: ${textOf(page, '.refusal p') || textOf(page, '#said') || 'it was not taken.'}`);
  },
  onKept: (words) => say(`No connection. ${words} is kept on this page and sent when the connection is back. Leave the page open.`),
});

/** @param {Response} response */
const read = async (response) => new DOMParser().parseFromString(await response.text(), 'text/html');

/**
 * @param {Document} page
 * @param {string} selector
 */
const textOf = (page, selector) => page.querySelector(selector)?.textContent?.trim() ?? '';

const isTyping = () => main.contains(document.activeElement) && document.activeElement?.matches('input, select');

/**
 * Puts another page in place of this one.
 * @param {Document} page
 * @param {string} url
 */
function show(page, url) {
  document.title = page.title;
  if (url !== location.href) history.pushState(null, '', url);
  main.replaceChildren(...(page.querySelector('main')?.childNodes ?? []));
  say(textOf(page, '#said'));
  undo.replaceChildren(...(page.querySelector('#undo')?.childNodes ?? []));
  const ahead = page.querySelector('[data-clock]')?.getAttribute('data-ahead');
  if (ahead) clock.dataset['ahead'] = ahead;
  field.value = '';
  offerCamera(document);
  settle(document.querySelectorAll('main button, #undo button'));
  const heading = /** @type {HTMLElement | null} */ (main.querySelector('h1'));
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** @param {NodeListOf<Element>} buttons */
function settle(buttons) {
  for (const button of buttons) button.setAttribute('aria-disabled', 'true');
  setTimeout(() => buttons.forEach((button) => button.removeAttribute('aria-disabled')), SETTLING);
}

/**
 * Goes to a page of the staff's; looked up again once the connection is back.
 * @param {string | URL} url
 */
async function go(url) {
  const mine = ++asked;
  const code = new URL(url, location.href).searchParams.get('code');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    const page = await read(response);
    if (mine === asked) show(page, response.url);
  } catch {
    if (mine !== asked) return;
    say(`No connection. ${code ?? 'The page'} is looked up when it is back.`);
    outbox.whenBack(() => {
      if (mine === asked) void go(url);
    });
  }
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method === 'dialog') return;
  event.preventDefault();
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  if (form.method === 'get') return void go(`${form.action}?${body}`);
  void outbox.send({ url: form.action, body, words: form.dataset['say'] ?? 'It', mark: ++asked });
});

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  // A key is pressed on what has the focus; a finger hits what has come to stand there.
  if (event.detail > 0 && target?.closest('[aria-disabled=true]')) return event.preventDefault();
  const link = target?.closest('a');
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !new URL(link.href).pathname.includes('/staff')) return;
  event.preventDefault();
  void go(link.href);
});

addEventListener('popstate', () => void go(location.href));
addEventListener('beforeunload', (event) => {
  if (outbox.size > 0) event.preventDefault();
});

listenToScanner(field);
offerCamera(document);
