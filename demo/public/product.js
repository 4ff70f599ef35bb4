// What is chosen of the product goes to the widget by its attributes.
const choices = document.querySelector('[data-choose]');
const badge = document.querySelector('waybill-delivery-estimate');

if (choices instanceof HTMLFormElement && badge) {
  const choose = () => {
    const data = new FormData(choices);
    const quantity = Math.floor(Number(data.get('quantity')));
    badge.setAttribute('sku', String(data.get('add')));
    badge.setAttribute('quantity', String(Math.max(1, quantity || 1)));
  };
  choices.addEventListener('input', choose);
  // A browser may restore what was chosen before.
  addEventListener('pageshow', choose);
}
