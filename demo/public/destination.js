// Applies a postcode from an estimate element to the whole session: to the page's address and to every link and form.
document.addEventListener('waybill-estimate-change', (event) => {
  const { destination } = /** @type {CustomEvent} */ (event).detail.estimate;
  if (!destination?.postal) return;
  const to = `${destination.country}-${destination.postal}`;
  const pageUrl = new URL(location.href);
  if (to === (pageUrl.searchParams.get('to') ?? document.body.dataset['to'])) return;

  pageUrl.searchParams.set('to', to);
  if (document.body.classList.contains('checkout')) {
    // The delivery options of the checkout depend on the destination.
    location.replace(pageUrl);
    return;
  }
  history.replaceState(null, '', pageUrl);
  for (const link of document.querySelectorAll('main a, header a')) {
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) continue;
    const url = new URL(link.href);
    url.searchParams.set('to', to);
    link.href = url.href;
  }
  for (const form of document.querySelectorAll('main form')) {
    if (form.querySelector('[name=to]')) form.querySelector('[name=to]')?.setAttribute('value', to);
    else form.append(createHiddenField('to', to));
  }
});

/** @param {string} name @param {string} value */
function createHiddenField(name, value) {
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = name;
  input.value = value;
  return input;
}
