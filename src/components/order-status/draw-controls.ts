import { h, type ElementView, type View } from '../../element/render.ts';
import type { CancelProperties } from './drawing.ts';

type ButtonOptions = { value?: string; about?: string | undefined; isBusy?: boolean };

export function drawButton(
  label: string,
  part: string,
  onclick: (event: Event) => void,
  { value, about, isBusy }: ButtonOptions = {},
): ElementView {
  return h(
    'button',
    {
      part: `button ${part}`,
      key: part,
      type: 'button',
      'data-value': value,
      'aria-disabled': isBusy && 'true',
      onclick,
    },
    label,
    drawAbout(about),
  );
}

/** What a control is about, for those who do not see what it stands beside: no two are named alike. */
export function drawAbout(about: string | undefined): View {
  return about && h('span', { class: 'visually-hidden' }, ` ${about}`);
}

/** Opens beside the page and tells the other site nothing about it. */
export function drawLink(url: string, label: string, key: string, about?: string): ElementView {
  const rel = 'noopener noreferrer';
  return h('a', { part: `link ${key}`, key, href: url, target: '_blank', rel, referrerpolicy: 'no-referrer' }, label, drawAbout(about));
}

/** The cancel element, by its tag alone: where it is not defined nothing shows. */
export function drawCancel(about: Record<string, string>, { order, endpoint, token, timeZone }: CancelProperties): ElementView {
  const given = { '.order': order, '.endpoint': endpoint, '.token': token, '.timeZone': timeZone };
  return h('waybill-cancel-item', { ...about, ...given });
}
