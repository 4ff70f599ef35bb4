/* The peer of bench/cancel-item.ts: the same element in plain Lit, without its guarantees. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { BenchOrder } from './support/cancel-order.ts';

class NaiveCancelItem extends LitElement {
  static override properties = {
    lineItem: { attribute: 'line-item' },
    order: { attribute: false },
    isOpen: { state: true },
    quantity: { state: true },
  };
  static override styles = css`
    :host {
      display: block;
    }
  `;

  declare lineItem: string;
  declare order: BenchOrder | undefined;
  declare isOpen: boolean | undefined;
  declare quantity: number | undefined;

  override render(): TemplateResult | typeof nothing {
    const action = this.order?.actions.find(({ lineItems }) => lineItems.some(({ id }) => id === this.lineItem));
    const line = this.order?.lineItems.find(({ id }) => id === this.lineItem);
    if (!action || !line) return nothing;
    return html`<button aria-label="Cancel ${line.title}" @click=${this.#open}>Cancel item</button>
      ${action.until === undefined ? nothing : html`<span>Until ${this.#time(action.until)}</span>`}
      ${this.isOpen ? this.#dialog(action, line) : nothing}`;
  }

  #time(at: string): string {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
    return format.format(new Date(at));
  }

  #dialog(
    { reasons, refund, lineItems }: BenchOrder['actions'][0],
    { id, title }: BenchOrder['lineItems'][0],
  ): TemplateResult {
    const { amount, currency } = refund.perUnit;
    const money = new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency });
    const maxQuantity = lineItems.find((each) => each.id === id)?.maxQuantity ?? 1;
    const quantities = Array.from({ length: maxQuantity }, (_, index) => index + 1);
    const choose = ({ target }: Event): void => void (this.quantity = Number((target as HTMLSelectElement).value));
    return html`<dialog @close=${this.#close}>
      <h2>Cancel ${title}?</h2>
      <label>How many <select @change=${choose}>${quantities.map((count) => html`<option>${count}</option>`)}</select></label>
      <label>Reason <select>${reasons.map(({ code, label }) => html`<option value=${code}>${label}</option>`)}</select></label>
      <p>You get back ${money.format((amount * (this.quantity ?? 1)) / 100)} ${refund.method}.</p>
      <button @click=${this.#close}>Keep item</button><button>Cancel item</button>
    </dialog>`;
  }

  readonly #open = (): void => void (this.isOpen = true);
  readonly #close = (): void => void (this.isOpen = false);

  override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }
}

customElements.define('naive-cancel-item', NaiveCancelItem);
