/* The peer of bench/delivery-estimate.ts: the same element in plain Lit, without its guarantees. */
import { LitElement, css, html, type TemplateResult } from 'lit';

class NaiveDeliveryEstimate extends LitElement {
  static override properties = { from: {}, to: {} };
  static override styles = css`
    :host {
      display: block;
    }
  `;

  declare from: string;
  declare to: string;

  override render(): TemplateResult {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, {
      timeZone: 'UTC',
      weekday: 'short',
      day: 'numeric',
      month: 'long',
    });
    return html`<p>Arrives <strong>${format.formatRange(new Date(this.from), new Date(this.to))}</strong></p>`;
  }
}

customElements.define('naive-delivery-estimate', NaiveDeliveryEstimate);
