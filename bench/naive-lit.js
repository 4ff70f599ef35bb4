/* The peer: a badge as one would write it in an afternoon. */
import { LitElement, css, html } from 'lit';

class NaiveBadge extends LitElement {
  static properties = { from: {}, to: {} };
  static styles = css`
    :host {
      display: block;
    }
  `;

  render() {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, {
      timeZone: 'UTC',
      weekday: 'short',
      day: 'numeric',
      month: 'long',
    });
    return html`<p>Arrives <strong>${format.formatRange(new Date(this.from), new Date(this.to))}</strong></p>`;
  }
}

customElements.define('naive-badge', NaiveBadge);
