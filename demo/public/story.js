// The demo's panel: every step changes the order on the server, and the widget hears of it from there.
const panel = document.querySelector('form.story');

if (panel instanceof HTMLFormElement) {
  const SECOND = 1000;
  const play = /** @type {HTMLButtonElement} */ (panel.querySelector('[data-story-play]'));
  const next = /** @type {HTMLButtonElement} */ (panel.querySelector('[value=next]'));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  let isAsking = false;

  /** @param {RequestInit} init */
  const ask = async (init = {}) => {
    const response = await fetch(panel.action, { ...init, headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`story: ${response.status}`);
    const state = await response.json();
    // Another order was placed: what was placed stays as it is.
    if (state.address) location.assign(state.address);
    else show(state);
  };

  /** @param {Record<string, string | number | undefined>} state */
  const show = (state) => {
    const said = {
      ...state,
      last: state['last'] ?? 'The order is placed',
      next: state['next'] ?? 'nothing, the story is over',
    };
    for (const place of panel.querySelectorAll('[data-story]')) {
      const name = /** @type {keyof typeof said} */ (place.getAttribute('data-story'));
      place.textContent = String(said[name] ?? '');
    }
    if (state['next'] === undefined) {
      next.setAttribute('aria-disabled', 'true');
      stop();
    } else {
      next.removeAttribute('aria-disabled');
    }
    // The shop's time may have gone on.
    const clock = document.querySelector('[data-clock]');
    if (clock instanceof HTMLTimeElement) clock.dataset['ahead'] = String(state['ahead']);
  };

  /** @param {string} what */
  const tell = async (what) => {
    if (isAsking || (what === 'next' && next.getAttribute('aria-disabled') === 'true')) return;
    isAsking = true;
    const story = String(new FormData(panel).get('story'));
    try {
      await ask({ method: 'POST', body: new URLSearchParams({ do: what, story }) });
    } catch {
      stop();
    } finally {
      isAsking = false;
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
    if (button?.value === 'over') stop();
    void tell(button?.value ?? 'next');
  });

  play.hidden = false;
  play.addEventListener('click', () => {
    if (timer) return stop();
    play.setAttribute('aria-pressed', 'true');
    void tell('next');
    timer = setInterval(() => void tell('next'), 3 * SECOND);
  });

  // Another tab, or the customer, may have changed the order.
  document.addEventListener('waybill-order-change', () => {
    if (!isAsking) ask().catch(() => undefined);
  });
}
