import type { Order } from '../../src/contract/index.ts';
import type { OrderReading } from '../../src/order/index.ts';
import type { Incident, StoredCancellation } from '../../src/server/model.ts';
import { html, type Html } from '../html.ts';
import type { StaffDesk } from '../staff/desk.ts';
import type { Refusal } from '../staff/refused.ts';
import { partName, partsOf, stepsFor, type Part, type StaffStep } from '../staff/steps.ts';
import { awaitedWords, DELIVERIES, STATUSES, TROUBLES, windowWords } from '../staff/words.ts';
import { requestsSection } from './staff-requests.ts';
import { stepForm, stepRow } from './staff-steps.ts';
import { moment } from './staff.ts';

export type OrderView = {
  order: Order;
  reading: OrderReading;
  /** What the customer asked for and nobody decided. */
  pending: readonly StoredCancellation[];
  /** Open ones. */
  incidents: readonly Incident[];
  /** What was scanned or touched last: it stands first. */
  parcel: string | undefined;
  refusal: Refusal | undefined;
};

/** An order in brief, with what can come next for each of its parcels. */
export function staffOrder(desk: StaffDesk, view: OrderView): Html {
  const { order, reading, parcel, refusal, pending, incidents } = view;
  const parts = partsOf(reading);
  const sorted = parts.toSorted((a, b) => Number(isThis(b, parcel)) - Number(isThis(a, parcel)));
  const refusedPart = refusal && parts.find((part) => isRefused(part, parcel));
  return html`<h1 tabindex="-1">${reading.number}</h1>
    <p class="quiet">Placed ${moment(desk, reading.placedAt)}</p>
    ${lateSteps(desk, incidents)}
    ${refusal && html`<section class="refusal" role="alert" aria-label="Not recorded"><p>${refusal.words}</p></section>`}
    ${requestsSection(desk, order, pending)}
    ${sorted.map((part) => partSection(desk, order, part, part === refusedPart ? refusal?.missing : undefined))}
    ${sorted.length === 0 && html`<p class="none">Nothing of it is left to send.</p>`}`;
}

const isThis = ({ shipment }: Part, parcel: string | undefined): boolean => parcel !== undefined && shipment.id === parcel;

/** What was refused: the parcel, or what is in none. */
const isRefused = (part: Part, parcel: string | undefined): boolean => part.shipment.id === (parcel ?? '');

/** `missing`: the step that has to come before what was refused stands first. */
function partSection(desk: StaffDesk, order: Order, part: Part, missing: StaffStep | undefined): Html {
  const { shipment, status, items } = part;
  const steps = stepsFor(part);
  const next = missing ?? steps[0];
  const others = steps.filter((step) => step !== next);
  const title = partName(order, part);
  const id = `part-${shipment.id || 'rest'}`;
  // What is in no parcel is named by just that.
  const state = shipment.id === '' ? undefined : STATUSES[status];
  return html`<section class="part" aria-labelledby="${id}">
    <h2 id="${id}">${title}${state && html`: <span class="state">${state}</span>`}</h2>
    <p class="quiet">${whereabouts(desk, part)}</p>
    <ul class="lines" role="list" lang="${desk.place.shop.language}">
      ${items?.map(({ line, quantity }) => html`<li><span class="count">${quantity ?? '?'} ×</span> ${line.title}</li>`)}
      ${!items && html`<li lang="en">What is in it was not said.</li>`}
    </ul>
    ${promiseWords(part)} ${troubleList(desk, part)}
    ${next && html`<div class="next">${stepForm(desk, order, part, next)}</div>`}
    ${others.length > 0 && html`<div class="others">${others.map((step) => stepRow(desk, order, part, step))}</div>`}
  </section>`;
}

/** Since when, where, with whom, under which numbers, and by what it is opened. */
function whereabouts(desk: StaffDesk, { shipment, status, since, timeline }: Part): string {
  const isSomewhere = status === 'in_transit' || status === 'ready_for_pickup';
  const place = isSomewhere ? (timeline.at(-1)?.event.place ?? shipment.place) : undefined;
  const { pickup, delivery, carrier, tracking } = shipment;
  const deliveries: Readonly<Record<string, string>> = DELIVERIES;
  return [
    since !== undefined && `since ${moment(desk, since)}`,
    status === 'delivered' && delivery && deliveries[delivery.kind]?.toLowerCase(),
    place?.name,
    status === 'ready_for_pickup' && pickup?.until !== undefined && `kept until ${moment(desk, pickup.until)}`,
    status === 'ready_for_pickup' && pickup?.code !== undefined && `code ${pickup.code}`,
    carrier?.name,
    ...tracking.map(({ number }) => number),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Scans that are awaited in vain. What is late of a promise is said with its parcel, a request by itself. */
function lateSteps(desk: StaffDesk, incidents: readonly Incident[]): Html | undefined {
  const late = incidents.filter(({ kind }) => kind === 'step');
  if (late.length === 0) return undefined;
  return html`<ul class="troubles" role="list">
    ${late.map((incident) => html`<li>${awaitedWords(incident)} <span class="quiet">since ${moment(desk, incident.dueAt)}</span></li>`)}
  </ul>`;
}

/** What was promised first, and what holds now. */
function promiseWords({ promise: { first, current, differs } }: Part): Html | undefined {
  if (!first?.window) return undefined;
  const now = differs && current?.window;
  return html`<p class="promise">
    Promised ${windowWords(first.window)}
    ${now && html`· <strong>now ${windowWords(now)}</strong>`}
  </p>`;
}

function troubleList(desk: StaffDesk, { troubles }: Part): Html | undefined {
  const said = troubles.filter(({ exception }) => exception?.reason !== 'step_overdue');
  if (said.length === 0) return undefined;
  return html`<ul class="troubles" role="list">
    ${said.map(
      ({ kind, since }) =>
        html`<li>${TROUBLES[kind]} ${since !== undefined && html`<span class="quiet">since ${moment(desk, since)}</span>`}</li>`,
    )}
  </ul>`;
}
