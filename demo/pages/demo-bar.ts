import { html, type Html } from '../html.ts';
import { cutoffPresets } from '../time-presets.ts';
import type { Shop } from '../shops/shop.ts';
import { formatDateTime } from '../formatting.ts';
import { formatPageUrl, isOrderPath, type Session } from '../session.ts';
import { getSessionTime } from '../shop-time.ts';
import { languages } from '../i18n/index.ts';
import { toLocalDateTime } from '../zoned-time.ts';
import type { PageContext } from './layout.ts';
import { renderSessionFields } from './fragments.ts';

/** Controls of the demo, above every page: language, destination and the shop's time. */
export function renderDemoBar(context: PageContext): Html {
  const { shop, session, path } = context;
  const action = `/${shop.id}/${path}`;
  // Pages about orders follow the shop's clock.
  const choosesTime = !isOrderPath(path);
  return html`<form class="demo-bar" action="${action}" method="get" lang="en" dir="ltr" aria-label="Demo controls">
    <p class="demo-bar-home"><a href="/">Waybill demo</a></p>
    ${renderSessionFields(context, 'lang', 'to')}
    <label>Language <select name="lang">${renderLanguageOptions(session)}</select></label>
    <label>Deliver to <select name="to">${renderDestinationOptions(shop, session)}</select></label>
    ${
      choosesTime &&
      html`<label>Shop’s time <select name="now">${renderTimeOptions(shop, session)}</select></label>
    <label class="demo-bar-at">or at <input type="datetime-local" name="at" /></label>`
    }
    <button>Apply</button>
    <p class="demo-bar-clock">Shop time: ${renderClock(shop, session)}</p>
    <p class="demo-bar-links">
      <a href="/${shop.id}/staff">Staff: pack, hand over, bring</a>
      <a href="${formatPageUrl(shop, session, 'notifications')}">Messages to other systems</a>
    </p>
  </form>`;
}

function renderLanguageOptions({ language }: Session): Html[] {
  return languages.map((tag) => {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
    return html`<option value="${tag}" lang="${tag}" ${tag === language && 'selected'}>${name}</option>`;
  });
}

function renderDestinationOptions({ destinations }: Shop, { to }: Session): Html[] {
  const isListed = destinations.some((preset) => preset.to === to);
  return [...(isListed ? [] : [{ to, label: to.replace('-', ' ') }]), ...destinations].map(
    (preset) => html`<option value="${preset.to}" ${preset.to === to && 'selected'}>${preset.label}</option>`,
  );
}

/** The first option keeps the clock as it is. */
function renderTimeOptions(shop: Shop, session: Session): Html[] {
  const isReal = session.timeOffset + shop.clock.elapsedSeconds === 0;
  const others = shop.timePresets.filter((each) => !cutoffPresets.includes(each));
  return [
    html`<option value="">${isReal ? 'real time' : 'as chosen, running'}</option>`,
    ...(isReal ? [] : [html`<option value="real">real time</option>`]),
    renderOptionGroup('Around the cutoff', cutoffPresets),
    renderOptionGroup('Other dates', others),
  ];
}

function renderOptionGroup(label: string, presets: Shop['timePresets']): Html {
  return html`<optgroup label="${label}">
    ${presets.map(({ id, label: name }) => html`<option value="${id}">${name}</option>`)}
  </optgroup>`;
}

/** The shop's time; public/clock.js keeps it running. */
export function renderClock(shop: Shop, session: Pick<Session, 'timeOffset'>): Html {
  const { timeZone } = shop;
  const now = getSessionTime(shop, session);
  const { date, time } = toLocalDateTime(timeZone, now);
  const offset = session.timeOffset + shop.clock.elapsedSeconds;
  return html`<time datetime="${date}T${time}" data-clock data-time-zone="${timeZone}" data-time-offset="${offset}"
    >${formatDateTime(now, timeZone, 'en-GB')}</time
  >`;
}
