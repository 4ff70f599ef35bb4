import { randomUUID } from 'node:crypto';
import type { Order } from '../../src/contract/index.ts';
import type { LegItem } from '../../src/order/index.ts';
import { html, type Html } from '../html.ts';
import type { StaffDesk } from '../staff/desk.ts';
import { ATTEMPTS, DELAYS } from '../staff/reasons.ts';
import { promisedUntil, type Part, type StaffStep } from '../staff/steps.ts';
import { sceneryOf } from '../stories/scenery.ts';
import { dateIn, daysAfter, DELIVERIES, pieces, STEP_NAMES } from '../staff/words.ts';
import { scanField, staffAddress } from './staff.ts';

const DAYS_KEPT = 7;

/**
 * A step as a form, which is one scan: its id is made with the form, so that a doubled tap, and one that is sent
 * again because nobody knows whether it arrived, are the same scan.
 */
export function stepForm(desk: StaffDesk, order: Order, part: Part, step: StaffStep): Html {
  const content: Content = (scanId) => html`${fieldsOf(desk, part, step, scanId)}<button class="tap">${buttonOf(part, step)}</button>`;
  return html`${form(desk, order, part, step, content)}${step === 'packed' && partly(desk, order, part)}`;
}

/** A step that is less likely: one button, or one behind a disclosure where something has to be said with it. */
export function stepRow(desk: StaffDesk, order: Order, part: Part, step: StaffStep): Html {
  const hasFields = !['out_for_delivery', 'return_started', 'returned_to_sender'].includes(step);
  if (!hasFields) return stepForm(desk, order, part, step);
  return html`<details>
    <summary>${STEP_NAMES[step]}</summary>
    ${stepForm(desk, order, part, step)}
  </details>`;
}

/** The way back from a scan that was a mistake: another scan, which says so. */
export function undoForm(desk: StaffDesk, order: Order, scanned: { id: string; shipmentId?: string | undefined }): Html {
  return html`<form method="post" action="${staffAddress(desk, `orders/${order.id}`)}" data-say="Taken back: ${order.number ?? order.id}">
    <input type="hidden" name="id" value="${randomUUID()}" />
    <input type="hidden" name="parcel" value="${scanned.shipmentId ?? ''}" />
    <input type="hidden" name="retracts" value="${scanned.id}" />
    <button>That was a mistake</button>
  </form>`;
}

/** What stands in a form; the scan's id tells its fields from those of others. */
type Content = (scanId: string) => Html;

function form(desk: StaffDesk, order: Order, { shipment }: Part, step: StaffStep, content: Content): Html {
  const scanId = randomUUID();
  const say = `${STEP_NAMES[step]}: ${order.number ?? order.id}`;
  return html`<form class="step" method="post" action="${staffAddress(desk, `orders/${order.id}`)}" data-say="${say}">
    <input type="hidden" name="id" value="${scanId}" />
    <input type="hidden" name="step" value="${step}" />
    <input type="hidden" name="parcel" value="${shipment.id}" />
    ${content(scanId)}
  </form>`;
}

function buttonOf(part: Part, step: StaffStep): string {
  const { shipment } = part;
  if (step === 'packed') {
    const amount = countOf(part);
    return amount === undefined ? STEP_NAMES.packed : `Packed: ${amount === 1 ? '' : 'all '}${pieces(amount)}`;
  }
  if (step === 'delivered' && shipment.direction === 'return') return STEP_NAMES.returned_to_sender;
  if (step === 'delivered' && isCollected(part)) return 'Collected';
  if (step === 'promise_changed') return 'Tell the new date';
  return STEP_NAMES[step];
}

const isCollected = ({ shipment: { method }, status }: Part): boolean =>
  status === 'ready_for_pickup' || method === 'pickup' || method === 'locker' || method === 'store';

/** `undefined` where it is not known. */
function countOf({ items }: Part): number | undefined {
  return items?.reduce<number | undefined>((sum, { quantity }) => (sum === undefined || quantity === undefined ? undefined : sum + quantity), 0);
}

function fieldsOf(desk: StaffDesk, part: Part, step: StaffStep, scanId: string): Html | undefined {
  const { shipment } = part;
  const { shop } = desk.place;
  const id = (name: string): string => `${name}-${scanId}`;
  switch (step) {
    case 'packed':
      return html`${allOf(part)}`;
    case 'accepted':
      return html`${shipment.id === '' && allOf(part)}<label for="${id('tracking')}">Tracking number <span class="quiet">scan, or leave empty</span></label>
        ${scanField({ id: id('tracking'), name: 'tracking' })}
        <label for="${id('carrier')}">Carrier</label>
        <input id="${id('carrier')}" name="carrier" maxlength="60" autocomplete="off"
          value="${shipment.carrier?.name ?? sceneryOf(shop, shop.language).carrier}" />`;
    case 'ready_for_pickup':
      return html`<div class="pair">
        <p><label for="${id('until')}">Kept until</label>
          <input id="${id('until')}" name="until" type="date" value="${daysAfter(dateIn(desk.now, shop.timeZone), DAYS_KEPT)}" /></p>
        <p><label for="${id('code')}">Code <span class="quiet">if there is one</span></label>
          <input id="${id('code')}" name="code" maxlength="20" autocomplete="off" /></p>
      </div>`;
    case 'delivered':
      return shipment.direction === 'return' ? undefined : deliveryFields(part, id);
    case 'delivery_attempted':
      return html`<label for="${id('reason')}">Why</label>
        <select id="${id('reason')}" name="reason">
          ${ATTEMPTS.map(({ code, label }) => html`<option value="${code}">${label}</option>`)}
        </select>`;
    case 'promise_changed':
      return html`${shipment.id === '' && allOf(part)}${delayFields(desk, part, id)}`;
    default:
      return undefined;
  }
}

/** Everything in it, unseen. */
function allOf({ items }: Part): Html[] {
  return (items ?? []).flatMap(({ line, quantity }) =>
    quantity === undefined ? [] : [html`<input type="hidden" name="line.${line.id}" value="${quantity}" />`],
  );
}

/** The same step for part of the lines; the rest waits for its own parcel. */
function partly(desk: StaffDesk, order: Order, part: Part): Html | undefined {
  const { items } = part;
  if (!items || countOf(part) === 1) return undefined;
  const row = ({ line, quantity = 1 }: LegItem, id: string): Html => html`<p class="row">
    <label for="${id}" lang="${desk.place.shop.language}">${line.title}</label>
    <input id="${id}" name="line.${line.id}" type="number" inputmode="numeric" min="0" max="${quantity}" value="${quantity}" required />
  </p>`;
  const content: Content = (scanId) => html`<input type="hidden" name="counted" value="yes" />
    ${items.map((item, index) => row(item, `line-${index}-${scanId}`))}
    <button class="tap">Packed: only these</button>`;
  return html`<details>
    <summary>Packed, but not all of it</summary>
    ${form(desk, order, part, 'packed', content)}
  </details>`;
}

function deliveryFields(part: Part, id: (name: string) => string): Html {
  const { method } = part.shipment;
  const usual = method === 'locker' ? 'locker' : isCollected(part) && method !== 'store' ? 'pickup_point' : 'recipient';
  return html`<label for="${id('kind')}">To whom, or where</label>
    <select id="${id('kind')}" name="kind">
      ${Object.entries(DELIVERIES).map(([kind, label]) => html`<option value="${kind}" ${kind === usual && 'selected'}>${label}</option>`)}
    </select>
    <label for="${id('text')}">Where exactly <span class="quiet">no names; may be empty</span></label>
    <input id="${id('text')}" name="text" maxlength="80" autocomplete="off" />`;
}

/** From the day after the one that was promised, or from tomorrow on. */
function delayFields(desk: StaffDesk, part: Part, id: (name: string) => string): Html {
  const today = dateIn(desk.now, desk.place.shop.timeZone);
  const promised = promisedUntil(part) ?? today;
  const from = daysAfter(promised > today ? promised : today, 1);
  return html`<div class="pair">
      <p><label for="${id('from')}">Comes from</label>
        <input id="${id('from')}" name="from" type="date" value="${from}" min="${today}" required /></p>
      <p><label for="${id('to')}">to</label>
        <input id="${id('to')}" name="to" type="date" value="${daysAfter(from, 2)}" min="${today}" /></p>
    </div>
    <label for="${id('reason')}">Why <span class="quiet">the customer reads it</span></label>
    <select id="${id('reason')}" name="reason">
      ${DELAYS.map(({ code, label }) => html`<option value="${code}">${label}</option>`)}
    </select>`;
}
