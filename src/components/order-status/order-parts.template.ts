import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TokenSource } from '../../client/http/auth.ts';
import type { EarlierEvents } from '../../client/order-actions/earlier-events.ts';
import type { MissingReportState } from '../../client/order-actions/missing-reports.ts';
import type { Order } from '../../contract/order.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { OrderStatusMessages } from '../../i18n/messages.ts';
import { renderButton, renderLabel } from '../shared/controls.template.ts';
import { richText } from '../shared/rich-text.ts';
import type { HistoryEntryViewModel, HistoryViewModel, PromiseViewModel } from './parcel.view-model.ts';

/** Actions of the customer. */
export type OrderHandlers = {
  onCopyTrackingNumber: (trackingNumber: string) => void;
  onReportMissing: (shipmentId: string) => void;
  onShowEarlier: () => void;
  onRefresh: () => void;
};

/** Input of templates beside the view model. */
export type OrderTemplateContext = {
  messages: OrderStatusMessages;
  handlers: OrderHandlers;
  /** The tracking number that was copied last. */
  copiedTrackingNumber: string | undefined;
  /** `undefined` for a shipment without a report. */
  getMissingReportState: (shipmentId: string) => MissingReportState | undefined;
  earlierEventsState: EarlierEvents['state'];
  compact: boolean;
  hasFallbackContent: boolean;
  cancelElementProperties: CancelElementProperties;
};

/** Properties of `<waybill-order-status>` that its cancel elements share. */
export type CancelElementProperties = {
  order: Order | undefined;
  endpoint: string | undefined;
  token: TokenSource | undefined;
  timeZone: string | undefined;
};

/** A cancel element for one line, or of one `type` for the whole order. It shows nothing if its tag is not defined. */
export function renderCancelElement(
  { lineItem, type }: { lineItem?: string; type?: string },
  { order, endpoint, token, timeZone }: CancelElementProperties,
): TemplateResult {
  return html`<waybill-cancel-item line-item=${lineItem ?? nothing} type=${type ?? nothing}
    .order=${order} .endpoint=${endpoint} .token=${token} .timeZone=${timeZone}></waybill-cancel-item>`;
}

/** Both promises side by side. The first one is never struck through: it was promised. */
export function renderPromise({ first, current, reason, madeAt }: PromiseViewModel): TemplateResult {
  return html`<div part="promise" class="promise"
    ><p><span part="promise-first" ${richText(first)}></span> · <span part="promise-current" ${richText(current)}></span></p
    >${reason === undefined && !madeAt ? nothing : renderReason(reason, madeAt)}</div>`;
}

function renderReason(reason: string | undefined, madeAt: TextRun[] | undefined): TemplateResult {
  return html`<p part="promise-reason" class="muted"
    >${reason && html`<bdi .textContent=${reason}></bdi>`}${reason && madeAt && ' '}${
      madeAt && html`<span ${richText(madeAt)}></span>`
    }</p>`;
}

/** `owner` is the title of the parcel with this history, for screen readers. */
export function renderHistory(
  { entries, hasMore }: HistoryViewModel,
  { messages, handlers, earlierEventsState }: OrderTemplateContext,
  owner: string | undefined,
): TemplateResult {
  const { history, earlier: label, earlierFailed } = messages.order;
  const button = renderButton({
    part: 'earlier',
    label,
    hiddenSuffix: owner,
    isBusy: earlierEventsState === 'loading',
    onClick: handlers.onShowEarlier,
  });
  return html`<details part="history" class="more"
    ><summary>${renderLabel(history, owner)}</summary
    ><ol class="history" role="list">${repeat(entries, ({ key }) => key, renderEntry)}</ol
    >${earlierEventsState === 'failed' ? html`<p .textContent=${earlierFailed}></p>` : nothing}${hasMore ? button : nothing}</details>`;
}

function renderEntry({ time, text, place, mark }: HistoryEntryViewModel): TemplateResult {
  return html`<li part=${mark === undefined ? 'event' : 'event event-excluded'}
    ><span class="event-time muted" ${richText(time ? [time] : [])}></span
    ><span><bdi .textContent=${text}></bdi
      >${place && html`${' '}<bdi class="muted" .textContent=${place}></bdi>`}${
        mark && html`${' '}<bdi class="muted" .textContent=${`(${mark})`}></bdi>`
      }</span
  ></li>`;
}

/** One of several texts in a line, with a dot between them. */
export function renderInlineText(text: readonly TextRun[]): TemplateResult {
  return html`<span class="run"><bdi ${richText(text)}></bdi></span>`;
}
