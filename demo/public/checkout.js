// The chosen way goes to the summary's widget; what that says goes along with the order as its promise.
const orderForm = document.querySelector('[data-checkout]');

if (orderForm instanceof HTMLFormElement) {
  const summary = /** @type {HTMLElement} */ (orderForm.querySelector('[data-subtotal]'));
  const widget = /** @type {HTMLElement} */ (orderForm.querySelector('[data-promise]'));
  const promise = /** @type {HTMLInputElement} */ (orderForm.elements.namedItem('promise'));

  widget.addEventListener('waybill-estimate-change', (event) => {
    promise.value = JSON.stringify(/** @type {CustomEvent} */ (event).detail.estimate);
  });

  const choose = () => {
    const chosen = /** @type {HTMLInputElement | null} */ (orderForm.querySelector('[name=way]:checked'));
    if (!chosen) return;
    const [method = '', place] = chosen.value.split(':');
    widget.setAttribute('method', method);
    if (place === undefined) widget.removeAttribute('place');
    else widget.setAttribute('place', place);
    showSums(Number(chosen.dataset['price']));
  };
  orderForm.addEventListener('change', choose);
  addEventListener('pageshow', choose);

  /** @param {number} shipping */
  const showSums = (shipping) => {
    const { subtotal, currency } = summary.dataset;
    const digits = currency === 'RUB' ? 'stripIfInteger' : 'auto';
    const options = /** @type {Intl.NumberFormatOptions} */ ({
      style: 'currency',
      currency,
      trailingZeroDisplay: digits,
    });
    const format = new Intl.NumberFormat(document.documentElement.lang, options);
    for (const [name, amount] of Object.entries({ shipping, total: Number(subtotal) + shipping })) {
      const place = summary.querySelector(`[data-sum=${name}]`);
      if (place) place.textContent = format.format(amount / 100);
    }
  };
}
