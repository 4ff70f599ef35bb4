/**
 * A form that the staff submitted. `requestNumber` is the number of its tap, `label` names it in messages.
 *
 * @typedef {{ url: string, body: URLSearchParams, label: string, requestNumber: number }} Scan
 */
/** @typedef {Scan & { key: string, queuedAt: number, isOffline: boolean }} QueuedScan */

const RETRY_MS = 4000;
const TIMEOUT_MS = 15_000;

/**
 * Sends scans in order and waits for each response. A scan without a response stays in the queue, in memory only, and
 * is sent again with the same id.
 *
 * @param {object} options
 * @param {HTMLElement} options.section shown while the queue holds unsent scans
 * @param {HTMLElement} options.list
 * @param {(queuedAt: number) => string} options.formatTime takes this device's time
 * @param {(response: Response, scan: QueuedScan) => Promise<void>} options.onResponse
 * @param {(label: string) => void} options.onQueued
 */
export function createScanQueue({ section, list, formatTime, onResponse, onQueued }) {
  /** @type {QueuedScan[]} */
  const queue = [];
  /** @type {Set<() => void>} */
  const onlineCallbacks = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isSending = false;

  /** @param {Scan} scan */
  function send(scan) {
    // A double tap submits the same form, with the same scan id.
    const key = `${scan.url} ${scan.body}`;
    const queued = queue.find((each) => each.key === key);
    if (queued) {
      queued.requestNumber = scan.requestNumber;
      return queued.isOffline ? onQueued(queued.label) : undefined;
    }
    queue.push({ ...scan, key, queuedAt: Date.now(), isOffline: false });
    return flush();
  }

  async function flush() {
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    try {
      // oxlint-disable-next-line no-await-in-loop -- scans are sent in order
      for (let scan = queue[0]; scan && (await deliver(scan)); scan = queue[0]);
    } finally {
      isSending = false;
    }
    if (queue.length > 0 || onlineCallbacks.size > 0) timer = setTimeout(() => void flush(), RETRY_MS);
  }

  /**
   * Sends one scan; resolves to `false` if the scan stays in the queue.
   * @param {QueuedScan} scan
   */
  async function deliver(scan) {
    const response = await post(scan);
    if (!response) {
      for (const each of queue) {
        if (!each.isOffline) onQueued(each.label);
        each.isOffline = true;
      }
      renderQueue();
      return false;
    }
    queue.shift();
    renderQueue();
    await onResponse(response, scan);
    runOnlineCallbacks();
    return true;
  }

  /**
   * Resolves to `undefined` if the server is unreachable or overloaded.
   * @param {QueuedScan} scan
   */
  async function post({ url, body, queuedAt, isOffline }) {
    // An age and not a time: this device's clock may be wrong.
    if (isOffline) body.set('age-ms', String(Math.max(1, Date.now() - queuedAt)));
    try {
      const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return response.status >= 500 || response.status === 429 ? undefined : response;
    } catch {
      return undefined;
    }
  }

  function renderQueue() {
    section.hidden = !queue.some(({ isOffline }) => isOffline);
    const entries = queue.map(({ label, queuedAt }) => {
      const entry = document.createElement('li');
      entry.textContent = `${label}, at ${formatTime(queuedAt)}`;
      return entry;
    });
    list.replaceChildren(...entries);
  }

  function runOnlineCallbacks() {
    const callbacks = [...onlineCallbacks];
    onlineCallbacks.clear();
    for (const callback of callbacks) callback();
  }

  addEventListener('online', () => (queue.length > 0 ? void flush() : runOnlineCallbacks()));

  return {
    send,
    /**
     * Calls back once, as soon as the server is reachable. Replaces an earlier callback.
     * @param {() => void} callback
     */
    onceOnline(callback) {
      onlineCallbacks.clear();
      onlineCallbacks.add(callback);
    },
    get size() {
      return queue.length;
    },
  };
}
