// Sets the chosen variant and quantity as attributes of the estimate element.
const form = document.querySelector('[data-in-cart]');
const element = document.querySelector('waybill-delivery-estimate');

if (form instanceof HTMLFormElement && element) {
  const choose = () => {
    const chosen = form.querySelector('[name=add]:checked, [name=add][type=hidden]');
    if (!(chosen instanceof HTMLInputElement)) return;
    const quantity = Math.max(1, Math.floor(Number(new FormData(form).get('quantity'))) || 1);
    element.setAttribute('sku', chosen.value);
    element.setAttribute('quantity', String(quantity));
    // Shipping can be free from a cart value on.
    const subtotal = Number(form.dataset['inCart']) + Number(chosen.dataset['price']) * quantity;
    element.setAttribute('subtotal', String(subtotal));
  };
  form.addEventListener('input', choose);
  // A browser may restore an earlier choice.
  addEventListener('pageshow', choose);
}
