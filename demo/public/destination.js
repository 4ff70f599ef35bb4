// A postcode that the customer told a widget counts for the whole visit: it goes into the page's
// address, and along every link and form of the shop.
document.addEventListener('waybill-estimate-change', (event) => {
  const { destination } = /** @type {CustomEvent} */ (event).detail.estimate;
  if (!destination?.postal) return;
  const to = `${destination.country}-${destination.postal}`;
  const here = new URL(location.href);
  if (to === (here.searchParams.get('to') ?? document.body.dataset['to'])) return;

  here.searchParams.set('to', to);
  if (document.body.classList.contains('checkout')) {
    // There the destination decides which ways are offered at all.
    location.replace(here);
    return;
  }
  history.replaceState(null, '', here);
  for (const link of document.querySelectorAll('main a, header a')) {
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) continue;
    const address = new URL(link.href);
    address.searchParams.set('to', to);
    link.href = address.href;
  }
  for (const form of document.querySelectorAll('main form')) {
    if (form.querySelector('[name=to]')) form.querySelector('[name=to]')?.setAttribute('value', to);
    else form.append(hidden('to', to));
  }
});

/** @param {string} name @param {string} value */
function hidden(name, value) {
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = name;
  input.value = value;
  return input;
}
