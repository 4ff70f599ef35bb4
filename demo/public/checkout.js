// Shows the estimate of the chosen option in the summary, and submits that estimate with the order.
const orderForm = document.querySelector('[data-checkout]');

if (orderForm instanceof HTMLFormElement) {
  const summary = /** @type {HTMLElement} */ (orderForm.querySelector('[data-subtotal]'));
  const element = /** @type {HTMLElement} */ (orderForm.querySelector('[data-promise]'));
  const promise = /** @type {HTMLInputElement} */ (orderForm.elements.namedItem('promise'));

  element.addEventListener('waybill-estimate-change', (event) => {
    promise.value = JSON.stringify(/** @type {CustomEvent} */ (event).detail.estimate);
  });

  const choose = () => {
    const chosen = /** @type {HTMLInputElement | null} */ (orderForm.querySelector('[name=option]:checked'));
    if (!chosen) return;
    const [method = '', place] = chosen.value.split(':');
    element.setAttribute('method', method);
    if (place === undefined) element.removeAttribute('place');
    else element.setAttribute('place', place);
    showSums(Number(chosen.dataset['price']));
  };
  orderForm.addEventListener('change', choose);
  addEventListener('pageshow', choose);

  /** @param {number} shipping */
  const showSums = (shipping) => {
    const { subtotal, currency } = summary.dataset;
    const options = /** @type {Intl.NumberFormatOptions} */ ({
      style: 'currency',
      currency,
      trailingZeroDisplay: currency === 'RUB' ? 'stripIfInteger' : 'auto',
    });
    const format = new Intl.NumberFormat(document.documentElement.lang, options);
    for (const [name, amount] of Object.entries({ shipping, total: Number(subtotal) + shipping })) {
      const sum = summary.querySelector(`[data-sum=${name}]`);
      if (sum) sum.textContent = format.format(amount / 100);
    }
  };
}
