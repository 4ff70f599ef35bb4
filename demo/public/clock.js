// Keeps the shop's time running.
const clock = document.querySelector('[data-clock]');

if (clock instanceof HTMLTimeElement) {
  const { timeZone } = clock.dataset;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'medium' });
  const show = () => {
    clock.textContent = format.format(Date.now() + Number(clock.dataset['timeOffset']) * 1000);
  };
  show();
  setInterval(show, 1000);
}
