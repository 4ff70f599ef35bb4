// The shop's own way out: a button beside each line that the order lets the customer cancel.
document.addEventListener('waybill-order-change', (event) => {
  const { order } = /** @type {CustomEvent} */ (event).detail;
  const element = /** @type {HTMLElement} */ (event.target);
  /** @type {{ type: string, lineItems?: { id: string, maxQuantity: number }[] }[]} */
  const actions = order.actions;
  const lines = actions.find(({ type }) => type === 'cancel-items')?.lineItems ?? [];
  for (const button of element.querySelectorAll('[data-line]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    const line = lines.find(({ id }) => id === button.dataset['line']);
    const hadFocus = button === document.activeElement;
    button.hidden = !line;
    // What was pressed is gone: the reader goes on at the page's heading.
    if (!line && hadFocus) focusHeading();
    button.onclick = line ? () => void cancel(element, button, order, line) : null;
  }
});

/**
 * @param {HTMLElement} element
 * @param {HTMLButtonElement} button
 * @param {{ id: string, version: number }} order
 * @param {{ id: string, maxQuantity: number }} line
 */
async function cancel(element, button, order, { id, maxQuantity }) {
  const address = new URL(element.getAttribute('endpoint') ?? '', location.href);
  address.pathname += `/orders/${order.id}/cancellations`;
  button.setAttribute('aria-disabled', 'true');
  button.onclick = null;
  const lineItems = [{ id, quantity: maxQuantity }];
  const sent = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ type: 'cancel-items', lineItems, version: order.version }),
  }).catch(() => undefined);
  button.removeAttribute('aria-disabled');
  if (!sent?.ok) button.textContent = element.dataset['notCanceled'] ?? '';
}

function focusHeading() {
  const heading = document.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
