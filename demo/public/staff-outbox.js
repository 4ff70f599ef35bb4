/** @typedef {{ url: string, body: URLSearchParams, words: string, mark: number }} Scan `mark`: as who taps counts */
/** @typedef {Scan & { key: string, since: number, isLate: boolean }} Kept */

const RETRY = 4000;
const LONGEST = 15_000;

/**
 * Sends scans one after the other, each until the shop's server has answered. What it does not answer is kept,
 * in memory alone, and sent again as the same scan.
 *
 * @param {object} page
 * @param {HTMLElement} page.section shown while something is kept
 * @param {HTMLElement} page.list
 * @param {(since: number) => string} page.timeOf of this machine's clock, in words
 * @param {(response: Response, scan: Kept) => Promise<void>} page.onAnswer
 * @param {(words: string) => void} page.onKept
 */
export function createOutbox({ section, list, timeOf, onAnswer, onKept }) {
  /** @type {Kept[]} */
  const kept = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isSending = false;

  /** @param {Scan} scan */
  function send(scan) {
    // A doubled tap is the same form: its id is in it.
    const key = `${scan.url} ${scan.body}`;
    const known = kept.find((each) => each.key === key);
    if (known) {
      known.mark = scan.mark;
      return known.isLate ? onKept(known.words) : undefined;
    }
    kept.push({ ...scan, key, since: Date.now(), isLate: false });
    return flush();
  }

  async function flush() {
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they happened
      for (let scan = kept[0]; scan && (await deliver(scan)); scan = kept[0]);
    } finally {
      isSending = false;
    }
    if (kept.length > 0 || waiting.size > 0) timer = setTimeout(() => void flush(), RETRY);
  }

  /**
   * Whether it is off the list.
   * @param {Kept} scan
   */
  async function deliver(scan) {
    const response = await post(scan);
    if (!response) {
      for (const each of kept) {
        if (!each.isLate) onKept(each.words);
        each.isLate = true;
      }
      show();
      return false;
    }
    kept.shift();
    show();
    await onAnswer(response, scan);
    back();
    return true;
  }

  /**
   * `undefined` where the server was not reached, or could not do it now.
   * @param {Kept} scan
   */
  async function post({ url, body, since, isLate }) {
    // By how long ago it was, whatever this machine's clock shows.
    if (isLate) body.set('ago', String(Math.max(1, Date.now() - since)));
    try {
      const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(LONGEST) });
      return response.status >= 500 || response.status === 429 ? undefined : response;
    } catch {
      return undefined;
    }
  }

  function show() {
    section.hidden = !kept.some(({ isLate }) => isLate);
    const entries = kept.map(({ words, since }) => {
      const entry = document.createElement('li');
      entry.textContent = `${words}, at ${timeOf(since)}`;
      return entry;
    });
    list.replaceChildren(...entries);
  }

  function back() {
    const calls = [...waiting];
    waiting.clear();
    for (const call of calls) call();
  }

  addEventListener('online', () => (kept.length > 0 ? void flush() : back()));

  return {
    send,
    /**
     * Calls back once, when the connection is.
     * @param {() => void} call
     */
    whenBack(call) {
      waiting.clear();
      waiting.add(call);
    },
    get size() {
      return kept.length;
    },
  };
}
