import { html, nothing, type TemplateResult } from 'lit';
import type { CancelProperties } from './template-context.ts';

/** What of the order a cancel element is for: one line, or the order as a whole. */
type CancelTarget = { lineItem?: string; type?: string };

/** The cancel element, by its tag alone: where it is not defined nothing shows. */
export function renderCancel({ lineItem, type }: CancelTarget, properties: CancelProperties): TemplateResult {
  const { order, endpoint, token, timeZone } = properties;
  return html`<waybill-cancel-item line-item=${lineItem ?? nothing} type=${type ?? nothing}
    .order=${order} .endpoint=${endpoint} .token=${token} .timeZone=${timeZone}></waybill-cancel-item>`;
}
