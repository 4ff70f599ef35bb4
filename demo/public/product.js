// What is chosen of the product goes to the widget by its attributes.
const choices = document.querySelector('[data-in-cart]');
const badge = document.querySelector('waybill-delivery-estimate');

if (choices instanceof HTMLFormElement && badge) {
  const choose = () => {
    const chosen = choices.querySelector('[name=add]:checked, [name=add][type=hidden]');
    if (!(chosen instanceof HTMLInputElement)) return;
    const quantity = Math.max(1, Math.floor(Number(new FormData(choices).get('quantity'))) || 1);
    badge.setAttribute('sku', chosen.value);
    badge.setAttribute('quantity', String(quantity));
    // Some prices of delivery depend on what the whole cart will be worth.
    const subtotal = Number(choices.dataset['inCart']) + Number(chosen.dataset['price']) * quantity;
    badge.setAttribute('subtotal', String(subtotal));
  };
  choices.addEventListener('input', choose);
  // A browser may restore what was chosen before.
  addEventListener('pageshow', choose);
}
