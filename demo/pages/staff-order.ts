import type { Order } from 'waybill/contract';
import type { OrderSummary } from 'waybill/order';
import type { Incident } from 'waybill/server';
import { html, type Html } from '../html.ts';
import type { PendingRequest, StaffContext } from '../staff/staff-context.ts';
import type { RefusalMessage } from '../staff/refusal-message.ts';
import {
  formatParcelName,
  selectParcels,
  deriveNextSteps,
  type StaffParcel,
  type StaffStep,
} from '../staff/staff-steps.ts';
import { formatDateWindow, formatIncident } from '../staff/staff-formatting.ts';
import { deliveryLabels, issueLabels, statusLabels } from '../staff/staff-texts.ts';
import { renderRequests } from './staff-requests.ts';
import { renderStepForm, renderStepRow } from './staff-step-forms.ts';
import { formatShopTime } from './staff-layout.ts';

export type StaffOrderContent = {
  order: Order;
  summary: OrderSummary;
  pending: readonly PendingRequest[];
  /** Open incidents. */
  incidents: readonly Incident[];
  /** The parcel of the last scan, which comes first. */
  selectedParcelId: string | undefined;
  refusal: RefusalMessage | undefined;
};

/** Renders an order in brief, with the next steps of each parcel. */
export function renderStaffOrder(context: StaffContext, content: StaffOrderContent): Html {
  const { order, summary, selectedParcelId, refusal, pending, incidents } = content;
  const parcels = selectParcels(summary);
  const sorted = parcels.toSorted(
    (a, b) => Number(isSelected(b, selectedParcelId)) - Number(isSelected(a, selectedParcelId)),
  );
  const refusedParcel = refusal && parcels.find((parcel) => isRefused(parcel, selectedParcelId));
  return html`<h1 tabindex="-1">${summary.number}</h1>
    <p class="quiet">Placed ${formatShopTime(context, summary.placedAt)}</p>
    ${renderLateSteps(context, incidents)}
    ${refusal && html`<section class="refusal" role="alert" aria-label="Not recorded"><p>${refusal.text}</p></section>`}
    ${renderRequests(context, order, pending)}
    ${sorted.map((parcel) => renderParcel(context, order, parcel, parcel === refusedParcel ? refusal?.missingStep : undefined))}
    ${sorted.length === 0 && html`<p class="none">Nothing is left to send.</p>`}`;
}

const isSelected = ({ shipment }: StaffParcel, parcelId: string | undefined): boolean =>
  parcelId !== undefined && shipment.id === parcelId;

/** A refusal without a parcel id is about the unshipped items. */
const isRefused = (parcel: StaffParcel, parcelId: string | undefined): boolean =>
  parcel.shipment.id === (parcelId ?? '');

/** After a refusal, the missing step comes first. */
function renderParcel(
  context: StaffContext,
  order: Order,
  parcel: StaffParcel,
  missingStep: StaffStep | undefined,
): Html {
  const { shipment, status, items } = parcel;
  const steps = deriveNextSteps(parcel);
  const next = missingStep ?? steps[0];
  const others = steps.filter((step) => step !== next);
  const title = formatParcelName(order, parcel);
  const id = `parcel-${shipment.id || 'unshipped'}`;
  // The title of unshipped items already says "Not packed yet".
  const state = shipment.id === '' ? undefined : statusLabels[status];
  return html`<section class="parcel" aria-labelledby="${id}">
    <h2 id="${id}">${title}${state && html`: <span class="state">${state}</span>`}</h2>
    <p class="quiet">${formatParcelDetails(context, parcel)}</p>
    <ul class="lines" role="list" lang="${context.page.shop.language}">
      ${items?.map(({ line, quantity }) => html`<li><span class="count">${quantity ?? '?'} ×</span> ${line.title}</li>`)}
      ${!items && html`<li lang="en">Contents unknown.</li>`}
    </ul>
    ${renderPromise(parcel)} ${renderIssues(context, parcel)}
    ${next && html`<div class="next">${renderStepForm(context, order, parcel, next)}</div>`}
    ${others.length > 0 && html`<div class="others">${others.map((step) => renderStepRow(context, order, parcel, step))}</div>`}
  </section>`;
}

/** Time, place, carrier, tracking numbers and pickup code of a parcel. */
function formatParcelDetails(context: StaffContext, { shipment, status, since, timeline }: StaffParcel): string {
  const isSomewhere = status === 'in_transit' || status === 'ready_for_pickup';
  const place = isSomewhere ? (timeline.at(-1)?.event.place ?? shipment.place) : undefined;
  const { pickup, delivery, carrier, tracking } = shipment;
  const deliveries: Readonly<Record<string, string>> = deliveryLabels;
  return [
    since !== undefined && `since ${formatShopTime(context, since)}`,
    status === 'delivered' && delivery && deliveries[delivery.kind]?.toLowerCase(),
    place?.name,
    status === 'ready_for_pickup' &&
      pickup?.until !== undefined &&
      `kept until ${formatShopTime(context, pickup.until)}`,
    status === 'ready_for_pickup' && pickup?.code !== undefined && `code ${pickup.code}`,
    carrier?.name,
    ...tracking.map(({ number }) => number),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Overdue scans. Overdue promises show with their parcel, overdue decisions with their request. */
function renderLateSteps(context: StaffContext, incidents: readonly Incident[]): Html | undefined {
  const lateSteps = incidents.filter(({ kind }) => kind === 'step');
  if (lateSteps.length === 0) return undefined;
  return html`<ul class="issues" role="list">
    ${lateSteps.map((incident) => html`<li>${formatIncident(incident)} <span class="quiet">since ${formatShopTime(context, incident.dueAt)}</span></li>`)}
  </ul>`;
}

/** The first promise and, if it was revised, the current one. */
function renderPromise({ promise: { first, current, isRevised } }: StaffParcel): Html | undefined {
  if (!first?.window) return undefined;
  const now = isRevised && current?.window;
  return html`<p class="promise">
    Promised ${formatDateWindow(first.window)}
    ${now && html`· <strong>now ${formatDateWindow(now)}</strong>`}
  </p>`;
}

function renderIssues(context: StaffContext, { issues }: StaffParcel): Html | undefined {
  const shown = issues.filter(({ exception }) => exception?.reason !== 'step_overdue');
  if (shown.length === 0) return undefined;
  return html`<ul class="issues" role="list">
    ${shown.map(
      ({ kind, since }) =>
        html`<li>${issueLabels[kind]} ${since !== undefined && html`<span class="quiet">since ${formatShopTime(context, since)}</span>`}</li>`,
    )}
  </ul>`;
}
