import type { Built } from '../dist.ts';
import { html, type Html } from '../html.ts';
import { aroundCutoff, nextCutoff } from '../moments.ts';
import type { Shop } from '../shops/shop.ts';
import { moment } from '../text.ts';
import { href, isOfOrders, shopNow, type Visit } from '../visit.ts';
import { LANGUAGES } from '../words/index.ts';
import { localParts, zonedInstant } from '../zoned.ts';
import type { Place } from './layout.ts';
import { carriedFields } from './parts.ts';

/** The demo's own controls, apart from the shop: language, destination, and what time it is there. */
export function bar(place: Place): Html {
  const { shop, visit, path } = place;
  const action = `/${shop.id}/${path}`;
  // Orders go by the shop's own time: their stories let it pass.
  const choosesTime = !isOfOrders(path);
  return html`<form class="bar" action="${action}" method="get" lang="en" dir="ltr" aria-label="Demo controls">
    <p class="bar-home"><a href="/">Waybill demo</a></p>
    ${carriedFields(place, 'lang', 'to')}
    <label>Language <select name="lang">${languageOptions(visit)}</select></label>
    <label>Deliver to <select name="to">${destinationOptions(shop, visit)}</select></label>
    ${choosesTime && html`<label>Shop’s time <select name="now">${momentOptions(shop, visit)}</select></label>
    <label class="bar-at">or at <input type="datetime-local" name="at" /></label>`}
    <button>Apply</button>
    <p class="bar-clock">In the shop it is ${clock(shop, visit)}</p>
    <p class="bar-links">
      <a href="/${shop.id}/staff">Staff: pack, hand over, bring</a>
      <a href="${href(shop, visit, 'outbox')}">What the shop’s other systems were told</a>
    </p>
  </form>`;
}

/**
 * By how many seconds the shop's clock is to be ahead, where the bar's form says a new time.
 *
 * @returns `undefined` where it says none
 */
export function readAhead(built: Built, shop: Shop, query: URLSearchParams): number | undefined {
  const [now, at] = [query.get('now'), query.get('at')];
  if (!now && !at) return undefined;
  const { passed, machine } = shop.clock;
  const real = machine();
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(at ?? '') ?? [];
  if (date) return secondsTo(zonedInstant(shop.timeZone, date, time), real) - passed;
  const chosen = shop.moments.find(({ id }) => id === now);
  return (chosen ? secondsTo(chosen.at(real, shop.timeZone, nextCutoff(built, shop, real)), real) : 0) - passed;
}

function secondsTo(instant: number, real: number): number {
  return Number.isFinite(instant) ? Math.ceil((instant - real) / 1000) : 0;
}

function languageOptions({ language }: Visit): Html[] {
  return LANGUAGES.map((tag) => {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
    return html`<option value="${tag}" lang="${tag}" ${tag === language && 'selected'}>${name}</option>`;
  });
}

function destinationOptions({ destinations }: Shop, { to }: Visit): Html[] {
  const listed = destinations.some((preset) => preset.to === to);
  return [...(listed ? [] : [{ to, label: to.replace('-', ' ') }]), ...destinations].map(
    (preset) => html`<option value="${preset.to}" ${preset.to === to && 'selected'}>${preset.label}</option>`,
  );
}

/** Nothing chosen keeps the clock as it is. */
function momentOptions(shop: Shop, visit: Visit): Html[] {
  const isReal = visit.ahead + shop.clock.passed === 0;
  const others = shop.moments.filter((each) => !aroundCutoff.includes(each));
  return [
    html`<option value="">${isReal ? 'real time' : 'as chosen, running'}</option>`,
    ...(isReal ? [] : [html`<option value="real">real time</option>`]),
    group('Around the cut-off', aroundCutoff),
    group('Days to look at', others),
  ];
}

function group(label: string, moments: Shop['moments']): Html {
  return html`<optgroup label="${label}">
    ${moments.map(({ id, label: name }) => html`<option value="${id}">${name}</option>`)}
  </optgroup>`;
}

/** The time in the shop, running by public/clock.js. */
export function clock(shop: Shop, visit: Pick<Visit, 'ahead'>): Html {
  const { timeZone } = shop;
  const now = shopNow(shop, visit);
  const { date, time } = localParts(timeZone, now);
  const ahead = visit.ahead + shop.clock.passed;
  return html`<time datetime="${date}T${time}" data-clock data-time-zone="${timeZone}" data-ahead="${ahead}"
    >${moment(now, timeZone, 'en-GB')}</time
  >`;
}
