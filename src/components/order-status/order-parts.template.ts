import { html, nothing, type TemplateResult } from 'lit';
import type { TokenSource } from '../../client/http/auth.ts';
import type { EarlierEvents } from '../../client/order-actions/earlier-events.ts';
import type { MissingReportState } from '../../client/order-actions/missing-reports.ts';
import type { Order } from '../../contract/order.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { OrderStatusMessages } from '../../i18n/messages.ts';
import { renderLink } from '../shared/controls.template.ts';
import { richText } from '../shared/rich-text.ts';
import type { OrderStatusLayout } from './order-status-layout.ts';
import type { BarViewModel, PromiseViewModel } from './parcel.view-model.ts';

/** Actions of the customer. */
export type OrderHandlers = {
  onCopyTrackingNumber: (trackingNumber: string) => void;
  onReportMissing: (shipmentId: string) => void;
  onShowEarlier: () => void;
  onRefresh: () => void;
};

/** Input of templates beside the view model. */
export type OrderTemplateContext = {
  messages: OrderStatusMessages['order'];
  handlers: OrderHandlers;
  /** The tracking number that was copied last. */
  copiedTrackingNumber: string | undefined;
  /** `undefined` for a shipment without a report. */
  getMissingReportState: (shipmentId: string) => MissingReportState | undefined;
  earlierEventsState: EarlierEvents['state'];
  layout: OrderStatusLayout;
  /** `aria-level` of the headline; 0 for none. */
  headingLevel: number;
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

/**
 * A cancel element for one line, or of one `type` for the whole order. It shows nothing if its tag is not defined. The order
 * names the time zone once.
 */
export function renderCancelElement(
  { lineItem, type }: { lineItem?: string; type?: string },
  { order, endpoint, token, timeZone }: CancelElementProperties,
): TemplateResult {
  return html`<waybill-cancel-item line-item=${lineItem ?? nothing} type=${type ?? nothing}
    .order=${order} .endpoint=${endpoint} .token=${token} .timeZone=${timeZone} .namesZone=${false}></waybill-cancel-item>`;
}

/** Both promises side by side. The first one is never struck through: it was promised. */
export function renderPromise({ first, current, reason, madeAt }: PromiseViewModel): TemplateResult {
  return html`<div part="promise"
    ><p><span part="promise-first" ${richText(first)}></span> · <span part="promise-current" ${richText(current)}></span></p
    >${reason === undefined && !madeAt ? nothing : renderReason(reason, madeAt)}</div>`;
}

function renderReason(reason: string | undefined, madeAt: TextRun[] | undefined): TemplateResult {
  return html`<p part="promise-reason" class="small muted"
    >${reason && html`<bdi .textContent=${reason}></bdi>`}${reason && madeAt && ' '}${
      madeAt && html`<span ${richText(madeAt)}></span>`
    }</p>`;
}

/** The steps at a glance. Screen readers read one sentence. */
export function renderBar({ states, progress, start, current, end, isStopped }: BarViewModel): TemplateResult {
  const segments = states.map(
    (state) => html`<span part=${`segment segment-${state}`} class=${`segment ${state}`}></span>`,
  );
  const label = html`<span part="bar-current" class="bar-current" .textContent=${current}></span>`;
  return html`<div part="bar" class=${isStopped ? 'bar stopped' : 'bar'} role="img" aria-label=${progress}
    ><div part="segments" class="track">${segments}</div
    ><div part="bar-labels" class="bar-labels small muted"
      >${start && html`<span class="bar-start" ${richText(start)}></span>`}${label}<span class="bar-end" ${richText(end ?? [])}></span></div></div>`;
}

/** Reaches the shop. The page may put its own content into the slot, which is in the element once. */
export const renderHelp = (url: string | undefined, { messages }: OrderTemplateContext): TemplateResult =>
  html`<slot name="help">${url && renderLink({ part: 'help', label: messages.help, url })}</slot>`;

/** Texts in a line, with dots between them. */
export const renderTexts = (texts: readonly TextRun[][]): TemplateResult =>
  html`<span class="texts">${texts.map(renderInlineText)}</span>`;

/** One of several texts in a line, with a dot between them. */
export function renderInlineText(text: readonly TextRun[]): TemplateResult {
  return html`<span class="run"><bdi ${richText(text)}></bdi></span>`;
}

/** Attributes of a heading, `depth` below the headline. */
export const headingAttributes = ({ headingLevel }: OrderTemplateContext, depth: number) => ({
  role: headingLevel > 0 ? 'heading' : nothing,
  level: headingLevel > 0 ? String(Math.min(headingLevel + depth, 6)) : nothing,
});
