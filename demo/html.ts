/** Escaped markup. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Insertable = Html | string | number | false | undefined | readonly Insertable[];

/** Template tag that escapes every value except `Html`. Put attribute values in double quotes. */
export function html(strings: TemplateStringsArray, ...values: Insertable[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + escapeValue(values[index - 1]) + text));
}

/** A JSON data block. `<` is escaped: a value must not close the element. */
export function renderJsonScript(id: string | undefined, data: unknown): Html {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<script type="application/json" ${id !== undefined && html`id="${id}"`}>${new Html(json)}</script>`;
}

function escapeValue(value: Insertable): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(escapeValue).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
