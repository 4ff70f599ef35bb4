import { randomUUID } from 'node:crypto';
import type { Order } from 'waybill/contract';
import type { ParcelItem } from 'waybill/order';
import { html, type Html } from '../html.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { attemptReasons, delayReasons } from '../staff/reasons.ts';
import { getPromisedUntil, type StaffParcel, type StaffStep } from '../staff/staff-steps.ts';
import { getShopFixtures } from '../stories/shop-fixtures.ts';
import { formatItemCount } from '../staff/staff-formatting.ts';
import { deliveryLabels, stepLabels } from '../staff/staff-texts.ts';
import { addDays, toLocalDate } from '../zoned-time.ts';
import { renderScanField, formatStaffUrl } from './staff-layout.ts';

const DAYS_KEPT = 7;

/**
 * Renders a step as a form. The form holds the scan's id, so that a double tap and a repeated request are the same scan.
 */
export function renderStepForm(context: StaffContext, order: Order, parcel: StaffParcel, step: StaffStep): Html {
  const content: FormContent = (scanId) =>
    html`${renderFields(context, parcel, step, scanId)}<button class="tap">${formatButtonLabel(parcel, step)}</button>`;
  return html`${renderForm(context, order, parcel, step, content)}${step === 'packed' && renderPartialPackForm(context, order, parcel)}`;
}

/** Renders a less likely step: one button, or a disclosure if the step has fields. */
export function renderStepRow(context: StaffContext, order: Order, parcel: StaffParcel, step: StaffStep): Html {
  const hasFields = !['out_for_delivery', 'return_started', 'returned_to_sender'].includes(step);
  if (!hasFields) return renderStepForm(context, order, parcel, step);
  return html`<details>
    <summary>${stepLabels[step]}</summary>
    ${renderStepForm(context, order, parcel, step)}
  </details>`;
}

/** Renders a form that retracts a scan with another scan. */
export function renderUndoForm(
  context: StaffContext,
  order: Order,
  scanned: { id: string; shipmentId?: string | undefined },
): Html {
  return html`<form method="post" action="${formatStaffUrl(context, `orders/${order.id}`)}" data-label="Retracted: ${order.number ?? order.id}">
    <input type="hidden" name="id" value="${randomUUID()}" />
    <input type="hidden" name="parcel" value="${scanned.shipmentId ?? ''}" />
    <input type="hidden" name="retracts" value="${scanned.id}" />
    <button>Retract this scan</button>
  </form>`;
}

/** Renders the content of a form. The scan's id makes the ids of its fields unique. */
type FormContent = (scanId: string) => Html;

function renderForm(
  context: StaffContext,
  order: Order,
  { shipment }: StaffParcel,
  step: StaffStep,
  content: FormContent,
): Html {
  const scanId = randomUUID();
  const label = `${stepLabels[step]}: ${order.number ?? order.id}`;
  return html`<form class="step" method="post" action="${formatStaffUrl(context, `orders/${order.id}`)}" data-label="${label}">
    <input type="hidden" name="id" value="${scanId}" />
    <input type="hidden" name="step" value="${step}" />
    <input type="hidden" name="parcel" value="${shipment.id}" />
    ${content(scanId)}
  </form>`;
}

function formatButtonLabel(parcel: StaffParcel, step: StaffStep): string {
  const { shipment } = parcel;
  if (step === 'packed') {
    const amount = countItems(parcel);
    return amount === undefined ? stepLabels.packed : `Packed: ${amount === 1 ? '' : 'all '}${formatItemCount(amount)}`;
  }
  if (step === 'delivered' && shipment.direction === 'return') return stepLabels.returned_to_sender;
  if (step === 'delivered' && isCollected(parcel)) return 'Collected';
  if (step === 'promise_changed') return 'Announce the new date';
  return stepLabels[step];
}

const isCollected = ({ shipment: { method }, status }: StaffParcel): boolean =>
  status === 'ready_for_pickup' || method === 'pickup' || method === 'locker' || method === 'store';

/** `undefined` if a quantity is unknown. */
function countItems({ items }: StaffParcel): number | undefined {
  return items?.reduce<number | undefined>(
    (sum, { quantity }) => (sum === undefined || quantity === undefined ? undefined : sum + quantity),
    0,
  );
}

function renderFields(context: StaffContext, parcel: StaffParcel, step: StaffStep, scanId: string): Html | undefined {
  const { shipment } = parcel;
  const { shop } = context.page;
  const id = (name: string): string => `${name}-${scanId}`;
  switch (step) {
    case 'packed':
      return html`${renderLineFields(parcel)}`;
    case 'accepted':
      return html`${shipment.id === '' && renderLineFields(parcel)}<label for="${id('tracking')}">Tracking number <span class="quiet">scan, or leave empty</span></label>
        ${renderScanField({ id: id('tracking'), name: 'tracking' })}
        <label for="${id('carrier')}">Carrier</label>
        <input id="${id('carrier')}" name="carrier" maxlength="60" autocomplete="off"
          value="${shipment.carrier?.name ?? getShopFixtures(shop, shop.language).carrier}" />`;
    case 'ready_for_pickup':
      return html`<div class="pair">
        <p><label for="${id('until')}">Kept until</label>
          <input id="${id('until')}" name="until" type="date" value="${addDays(toLocalDate(shop.timeZone, context.now), DAYS_KEPT)}" /></p>
        <p><label for="${id('code')}">Code <span class="quiet">if there is one</span></label>
          <input id="${id('code')}" name="code" maxlength="20" autocomplete="off" /></p>
      </div>`;
    case 'delivered':
      return shipment.direction === 'return' ? undefined : renderDeliveryFields(parcel, id);
    case 'delivery_attempted':
      return html`<label for="${id('reason')}">Why</label>
        <select id="${id('reason')}" name="reason">
          ${attemptReasons.map(({ code, label }) => html`<option value="${code}">${label}</option>`)}
        </select>`;
    case 'promise_changed':
      return html`${shipment.id === '' && renderLineFields(parcel)}${renderDelayFields(context, parcel, id)}`;
    default:
      return undefined;
  }
}

/** All items of the parcel, as hidden fields. */
function renderLineFields({ items }: StaffParcel): Html[] {
  return (items ?? []).flatMap(({ line, quantity }) =>
    quantity === undefined ? [] : [html`<input type="hidden" name="line.${line.id}" value="${quantity}" />`],
  );
}

/** Packs some of the items; the others wait for another parcel. */
function renderPartialPackForm(context: StaffContext, order: Order, parcel: StaffParcel): Html | undefined {
  const { items } = parcel;
  if (!items || countItems(parcel) === 1) return undefined;
  const row = ({ line, quantity = 1 }: ParcelItem, id: string): Html => html`<p class="row">
    <label for="${id}" lang="${context.page.shop.language}">${line.title}</label>
    <input id="${id}" name="line.${line.id}" type="number" inputmode="numeric" min="0" max="${quantity}" value="${quantity}" required />
  </p>`;
  const content: FormContent = (scanId) => html`<input type="hidden" name="counted" value="yes" />
    ${items.map((item, index) => row(item, `line-${index}-${scanId}`))}
    <button class="tap">Packed: only these</button>`;
  return html`<details>
    <summary>Partly packed</summary>
    ${renderForm(context, order, parcel, 'packed', content)}
  </details>`;
}

function renderDeliveryFields(parcel: StaffParcel, id: (name: string) => string): Html {
  const { method } = parcel.shipment;
  const usual =
    method === 'locker' ? 'locker' : isCollected(parcel) && method !== 'store' ? 'pickup_point' : 'recipient';
  return html`<label for="${id('kind')}">Handed to</label>
    <select id="${id('kind')}" name="kind">
      ${Object.entries(deliveryLabels).map(([kind, label]) => html`<option value="${kind}" ${kind === usual && 'selected'}>${label}</option>`)}
    </select>
    <label for="${id('text')}">Exact place <span class="quiet">no names; may be empty</span></label>
    <input id="${id('text')}" name="text" maxlength="80" autocomplete="off" />`;
}

/** The first day is the day after the promised one, or tomorrow. */
function renderDelayFields(context: StaffContext, parcel: StaffParcel, id: (name: string) => string): Html {
  const today = toLocalDate(context.page.shop.timeZone, context.now);
  const promised = getPromisedUntil(parcel) ?? today;
  const from = addDays(promised > today ? promised : today, 1);
  return html`<div class="pair">
      <p><label for="${id('from')}">Arrives from</label>
        <input id="${id('from')}" name="from" type="date" value="${from}" min="${today}" required /></p>
      <p><label for="${id('to')}">to</label>
        <input id="${id('to')}" name="to" type="date" value="${addDays(from, 2)}" min="${today}" /></p>
    </div>
    <label for="${id('reason')}">Why <span class="quiet">shown to the customer</span></label>
    <select id="${id('reason')}" name="reason">
      ${delayReasons.map(({ code, label }) => html`<option value="${code}">${label}</option>`)}
    </select>`;
}
