// The story panel: each step changes the order on the server; the order status element receives the change from there.
const panel = document.querySelector('form.story');

if (panel instanceof HTMLFormElement) {
  const STEP_INTERVAL_MS = 3000;
  const play = /** @type {HTMLButtonElement} */ (panel.querySelector('[data-story-play]'));
  const next = /** @type {HTMLButtonElement} */ (panel.querySelector('[value=next]'));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  let isSending = false;

  /** @param {RequestInit} init */
  const fetchState = async (init = {}) => {
    const response = await fetch(panel.action, { ...init, headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`story: ${response.status}`);
    const state = await response.json();
    // After a restart: the page of the new order.
    if (state.url) location.assign(state.url);
    else showState(state);
  };

  /** @param {Record<string, string | number | undefined>} state */
  const showState = (state) => {
    const texts = {
      ...state,
      last: state['last'] ?? 'The order is placed',
      next: state['next'] ?? 'none, the story has ended',
    };
    for (const element of panel.querySelectorAll('[data-story]')) {
      const name = /** @type {keyof typeof texts} */ (element.getAttribute('data-story'));
      element.textContent = String(texts[name] ?? '');
    }
    if (state['next'] === undefined) {
      next.setAttribute('aria-disabled', 'true');
      stop();
    } else {
      next.removeAttribute('aria-disabled');
    }
    // A step may have advanced the shop's clock.
    const clock = document.querySelector('[data-clock]');
    if (clock instanceof HTMLTimeElement) clock.dataset['timeOffset'] = String(state['timeOffset']);
  };

  /** @param {string} command */
  const sendCommand = async (command) => {
    if (isSending || (command === 'next' && next.getAttribute('aria-disabled') === 'true')) return;
    isSending = true;
    const story = String(new FormData(panel).get('story'));
    try {
      await fetchState({ method: 'POST', body: new URLSearchParams({ command, story }) });
    } catch {
      stop();
    } finally {
      isSending = false;
    }
  };

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute('aria-pressed', 'false');
  };

  panel.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (button?.value === 'restart') stop();
    void sendCommand(button?.value ?? 'next');
  });

  play.hidden = false;
  play.addEventListener('click', () => {
    if (timer) return stop();
    play.setAttribute('aria-pressed', 'true');
    void sendCommand('next');
    timer = setInterval(() => void sendCommand('next'), STEP_INTERVAL_MS);
  });

  // Another tab or the customer may have changed the order.
  document.addEventListener('waybill-order-change', () => {
    if (!isSending) fetchState().catch(() => undefined);
  });
}
