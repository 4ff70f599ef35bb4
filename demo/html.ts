/** Markup that is safe to send: everything put into it was escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Insertable = Html | string | number | false | undefined | readonly Insertable[];

/** Markup in which every value is escaped, unless it is markup itself. Attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...values: Insertable[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + insert(values[index - 1]) + text));
}

/** A data block; `<` is written so that no value can end it. */
export function jsonScript(id: string | undefined, data: unknown): Html {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<script type="application/json" ${id !== undefined && html`id="${id}"`}>${new Html(json)}</script>`;
}

function insert(value: Insertable): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(insert).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
