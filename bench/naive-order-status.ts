/* The peer of bench/order-status.ts: the same element in plain Lit, without its guarantees. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

type Entry = { id: string; at: string; text: string };

class NaiveOrderStatus extends LitElement {
  static override properties = { order: { attribute: false } };
  static override styles = css`
    :host {
      display: block;
    }
  `;

  declare order: { number: string; events: Entry[] } | undefined;

  override render(): TemplateResult {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
    const events = this.order?.events ?? [];
    return html`<h2>Order ${this.order?.number}</h2>
      <ol>
        ${repeat(
          events,
          ({ id }) => id,
          ({ at, text }) => html`<li><time datetime=${at}>${format.format(new Date(at))}</time> ${text}</li>`,
        )}
      </ol>`;
  }
}

customElements.define('naive-order-status', NaiveOrderStatus);
